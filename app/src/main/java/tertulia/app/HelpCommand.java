package tertulia.app;

import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows what the program or one of its commands does, as {@code --help} does. */
@Command(name = "help", mixinStandardHelpOptions = true, versionProvider = Main.Version.class)
final class HelpCommand implements Callable<Integer> {
    @Spec
    private @Nullable CommandSpec spec;

    @Parameters(index = "0", arity = "0..1", paramLabel = "COMMAND", descriptionKey = "command")
    private @Nullable String command;

    @Override
    public Integer call() {
        if (spec == null) throw new IllegalStateException("not run by picocli");
        var top = Objects.requireNonNull(spec.commandLine().getParent());
        CommandLine shown = command == null ? top : top.getSubcommands().get(command);
        if (shown == null) throw new Failure("no-command", Objects.toString(command));
        Help.speak(top);
        shown.usage(spec.commandLine().getOut());
        return 0;
    }
}
