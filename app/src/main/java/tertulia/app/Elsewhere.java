package tertulia.app;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Commands of the launcher's that are programs of their own; here only for help to tell of them. */
final class Elsewhere {
    private Elsewhere() {}

    /** The window. */
    @Command(name = "desktop", mixinStandardHelpOptions = true, versionProvider = Main.Version.class)
    static final class Desktop implements Callable<Integer> {
        @Parameters(arity = "0..1", paramLabel = "[tls://]HOST[:PORT]", descriptionKey = "server")
        private @Nullable String server;

        @Override
        public Integer call() {
            throw new Failure("elsewhere", "./tertulia desktop");
        }
    }

    /** The measurements. */
    @Command(name = "bench", mixinStandardHelpOptions = true, versionProvider = Main.Version.class)
    static final class Bench implements Callable<Integer> {
        @Parameters(arity = "0..*", paramLabel = "ARGUMENTS", descriptionKey = "arguments", hidden = true)
        private String @Nullable [] arguments;

        @Override
        public Integer call() {
            throw new Failure("elsewhere", "./tertulia bench");
        }
    }
}
