package tertulia.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.nio.file.Files;
import java.util.Comparator;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** The tests of a class share a server with a console, which their constructor is given. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(WithServer.Extension.class)
@interface WithServer {
    /** More options of {@code serve}. */
    String[] value() default {};

    /** Lines of its configuration file. */
    String[] configured() default {};

    /** Starts the server for the first who asks, and ends it after the last test of the class. */
    final class Extension implements ParameterResolver {
        @Override
        public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
            return parameter.getParameter().getType().equals(ServerProcess.class);
        }

        @Override
        public ServerProcess resolveParameter(ParameterContext parameter, ExtensionContext context) {
            var tests = context.getRequiredTestClass();
            return context.getStore(ExtensionContext.Namespace.create(WithServer.class, tests))
                    .computeIfAbsent(
                            Running.class, key -> Running.as(tests.getAnnotation(WithServer.class)), Running.class)
                    .server();
        }
    }

    /** The server of a class, and its data, which go with it. */
    record Running(ServerProcess server) implements AutoCloseable {
        static Running as(WithServer wanted) {
            try {
                var data = Files.createTempDirectory("tertulia-data");
                var setup = ServerProcess.Setup.in(data).with(wanted.value()).withConsole();
                if (wanted.configured().length > 0) setup = setup.configured(wanted.configured());
                return new Running(setup.start());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void close() throws IOException {
            server.close();
            try (var files = Files.walk(server.data())) {
                for (var file : files.sorted(Comparator.reverseOrder()).toList()) Files.deleteIfExists(file);
            }
        }
    }
}
