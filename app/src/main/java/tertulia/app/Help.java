package tertulia.app;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.ResourceBundle;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.OverwrittenOptionException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;
import tertulia.model.Visible;
import tertulia.model.Words;

/**
 * What picocli shows of the commands, in the reader's language: its words for an option {@code --x} of a command {@code c} are
 * {@code help.c.x} of the catalogue. It is made only when it is needed, for a start should not wait for it.
 */
final class Help extends ResourceBundle {
    private static final String EXAMPLES = "\n\n  tertulia serve\n  tertulia chat localhost --name Ana\n";

    private final Map<String, String> words = new HashMap<>();

    private Help(CommandLine top) {
        var said = Words.ours();
        words.put("usage.synopsisHeading", said.of("help.usage") + " ");
        words.put("usage.commandListHeading", said.of("help.commands") + "\n");
        for (String every : List.of("help", "version"))
            words.put("mixinStandardHelpOptions." + every, said.of("help.every." + every));
        words.put("lang", said.of("help.every.lang"));
        words.put("tertulia.usage.description", said.of("help.tertulia"));
        words.put("tertulia.usage.footer", "\n" + said.of("help.more") + EXAMPLES);
        for (var command : top.getSubcommands().values()) {
            var spec = command.getCommandSpec();
            if (spec.usageMessage().hidden()) continue;
            words.put("tertulia." + spec.name() + ".usage.description", said.of("help." + spec.name()));
            for (var arg : spec.args()) {
                if (arg.inherited()
                        || arg.hidden()
                        || spec.mixins().values().stream()
                                .anyMatch(mixin -> mixin.args().contains(arg))) continue;
                words.put("tertulia." + spec.name() + "." + key(arg), said.of("help." + spec.name() + "." + key(arg)));
            }
        }
    }

    private static String key(ArgSpec arg) {
        return arg instanceof OptionSpec option
                ? option.longestName().replaceFirst("^-+", "")
                : String.valueOf(arg.descriptionKey());
    }

    /** From here on picocli shows this program's help in the reader's language. */
    static void speak(CommandLine command) {
        var top = command;
        while (top.getParent() != null) top = top.getParent();
        top.setResourceBundle(new Help(top));
    }

    /** Says on stderr what was not understood, and where to read more. */
    static int misunderstood(ParameterException wrong, String[] args) {
        asked(args).forEach(tag -> Words.speaking(tag).ifPresent(known -> Main.speak(tag)));
        var command = wrong.getCommandLine();
        var err = command.getErr();
        err.println("tertulia: " + Visible.text(what(wrong, args)));
        if (wrong instanceof UnmatchedArgumentException unmatched)
            hints(unmatched).forEach(err::println);
        err.println(Words.ours().of("help.tells-more", command.getCommandSpec().qualifiedName() + " --help"));
        return command.getCommandSpec().exitCodeOnInvalidInput();
    }

    /** What may have been meant. */
    private static List<String> hints(UnmatchedArgumentException unmatched) {
        var words = Words.ours();
        var command = unmatched.getCommandLine();
        var hints = new ArrayList<String>();
        if (!unmatched.getSuggestions().isEmpty())
            hints.add(words.of("help.perhaps", String.join(", ", unmatched.getSuggestions())));
        if (!unmatched.isUnknownOption() || command.getParent() == null) return hints;
        String option = unmatched.getUnmatched().getFirst().replaceFirst("=.*", "");
        var others = command.getParent().getSubcommands().values().stream()
                .map(CommandLine::getCommandSpec)
                .filter(spec -> !spec.usageMessage().hidden() && spec.findOption(option) != null)
                .map(spec -> spec.qualifiedName())
                .toList();
        if (!others.isEmpty()) hints.add(words.of("help.option-of", option, String.join(", ", others)));
        else if (Plainly.COMMANDS.contains(command.getCommandName())) hints.add(words.of("help.text-after"));
        return hints;
    }

    /** What {@code --lang} says in a line that was perhaps not read to its end. */
    private static List<String> asked(String[] args) {
        var all = String.join("\n", args) + "\n";
        return Arrays.stream(all.split("(^|\n)--lang[\n=]", -1))
                .skip(1)
                .map(rest -> rest.substring(0, rest.indexOf('\n')))
                .toList();
    }

    private static String what(ParameterException wrong, String[] args) {
        var words = Words.ours();
        return switch (wrong) {
            case UnmatchedArgumentException unmatched -> {
                String first = unmatched.getUnmatched().getFirst();
                var slip = Plainly.slip(wrong.getCommandLine().getCommandSpec(), args);
                if (slip.isPresent()) yield words.of("help.no-option", slip.get());
                if (unmatched.isUnknownOption()) yield words.of("help.no-option", first);
                boolean commands = !wrong.getCommandLine().getSubcommands().isEmpty();
                yield words.of(commands ? "help.no-command" : "help.too-much", first);
            }
            case MissingParameterException missing
            when !missing.getMissing().isEmpty() ->
                words.of(
                        "help.missing",
                        missing.getMissing().stream().map(Help::label).collect(Collectors.joining(", ")));
            case MissingParameterException command -> words.of("help.missing", "COMMAND");
            case OverwrittenOptionException twice -> words.of("help.twice", label(twice.getOverwritten()));
            case ParameterException value
            when value.getArgSpec() != null && value.getValue() != null ->
                words.of("help.no-value", value.getValue(), label(value.getArgSpec()));
            case ParameterException none
            when !none.getCommandLine().getSubcommands().isEmpty() -> words.of("help.missing", "COMMAND");
            case ParameterException other -> String.valueOf(other.getMessage());
        };
    }

    private static String label(ArgSpec arg) {
        if (!(arg instanceof OptionSpec option)) return arg.paramLabel();
        return option.arity().max() == 0 ? option.longestName() : option.longestName() + "=" + arg.paramLabel();
    }

    @Override
    protected @Nullable Object handleGetObject(String key) {
        return words.get(key);
    }

    @Override
    public Enumeration<String> getKeys() {
        return Collections.enumeration(words.keySet());
    }
}
