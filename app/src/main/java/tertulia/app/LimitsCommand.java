package tertulia.app;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import tertulia.model.Limit;
import tertulia.model.Words;

/** Prints every limit that a configuration file can set. */
@Command(name = "limits", mixinStandardHelpOptions = true, versionProvider = Main.Version.class)
final class LimitsCommand implements Callable<Integer> {
    private static final String INDENT = "    ";
    private static final int LEAST_COLUMNS = 40;

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() {
        if (spec == null) throw new IllegalStateException("not run by picocli");
        int columns = spec.usageMessage().autoWidth(true).width();
        print(spec.commandLine().getOut(), Math.max(LEAST_COLUMNS, columns));
        return 0;
    }

    /** A table with the meaning of each limit below it, no wider than that; names are never cut. */
    private static void print(PrintWriter out, int columns) {
        var words = Words.ours();
        wrapped(words.of("limits.how"), columns).forEach(out::println);
        out.println();
        out.println(row(
                words.of("limits.name"),
                words.of("limits.usual"),
                words.of("limits.least"),
                words.of("limits.most"),
                words.of("limits.unit")));
        for (var limit : Limit.values()) {
            out.println(row(
                    limit.text(),
                    String.valueOf(limit.usual()),
                    String.valueOf(limit.least()),
                    String.valueOf(limit.most()),
                    limit.unit()));
            wrapped(limit.meaning(), columns - INDENT.length()).forEach(line -> out.println(INDENT + line));
        }
        out.flush();
    }

    private static String row(String name, String usual, String least, String most, String unit) {
        int wide = Arrays.stream(Limit.values())
                .mapToInt(limit -> limit.text().length())
                .max()
                .orElse(0);
        return String.format("%-" + wide + "s %10s %8s %11s  %s", name, usual, least, most, unit);
    }

    private static List<String> wrapped(String text, int columns) {
        var lines = new ArrayList<String>();
        var line = new StringBuilder();
        for (String word : text.split(" ", -1)) {
            if (!line.isEmpty() && line.length() + 1 + word.length() > columns) {
                lines.add(line.toString());
                line.setLength(0);
            }
            line.append(line.isEmpty() ? "" : " ").append(word);
        }
        lines.add(line.toString());
        return lines;
    }
}
