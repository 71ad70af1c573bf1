package tertulia.app;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Prints the version, as {@code --version} does. */
@Command(name = "version", mixinStandardHelpOptions = true, versionProvider = Main.Version.class)
final class VersionCommand implements Callable<Integer> {
    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() {
        if (spec == null) throw new IllegalStateException("not run by picocli");
        CommandLine line = spec.commandLine();
        line.printVersionHelp(line.getOut());
        return 0;
    }
}
