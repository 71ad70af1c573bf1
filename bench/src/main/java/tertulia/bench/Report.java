package tertulia.bench;

import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Formatter;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The results of a comparison as Markdown: medians over the rounds, and what machine they are from. */
final class Report {
    private final List<Result> results;
    private final String command;
    private final Formatter out = new Formatter(Locale.ROOT);

    Report(List<Result> results, String command) {
        this.results = results;
        this.command = command;
    }

    String markdown() {
        machine();
        loads();
        durable();
        idle();
        violations();
        return out.toString();
    }

    private void machine() {
        String time =
                ZonedDateTime.now(ZoneOffset.UTC).format(DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm", Locale.ROOT));
        out.format("Measured %s UTC by `%s`.\n", time, command);
        out.format(
                "Machine: %s, %d processors, %s of memory; Linux %s; %s %s. Loopback only; server and generator share it.\n",
                Proc.value("/proc/cpuinfo", "model name"),
                Runtime.getRuntime().availableProcessors(),
                Proc.value("/proc/meminfo", "MemTotal"),
                System.getProperty("os.version"),
                System.getProperty("java.vm.name"),
                System.getProperty("java.vm.version"));
        out.format("\n");
    }

    private void loads() {
        out.format(
                "Figures are medians. *× relay*: deliveries per server CPU-second as a multiple of the copying relay's,\n");
        out.format(
                "fan-out to 100, run before and after each test; *× same*: of the relay's under the very same load.\n");
        out.format("\n");
        out.format("| test | **× relay** | (range) | × same | deliveries per server CPU-s | deliveries/s "
                + "| p50 ms | p99 ms | max ms | server CPU s | generator CPU s | other CPU s | runs |\n");
        out.format("|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|\n");
        for (var test : Case.ALL) {
            var runs = runs(test.name());
            if (runs.isEmpty() || test.durable()) continue;
            double relay = median(runs(test.name() + " relay"), "deliveriesPerCpuSecond");
            row(test.words(), runs, relay);
            row(test.words() + ", the relay itself", runs(test.name() + " relay"), relay);
        }
        out.format("\n");
    }

    private void row(String words, List<Result> runs, double relay) {
        double perCpu = median(runs, "deliveriesPerCpuSecond");
        out.format(
                "| %s | **%.2f** | %.2f–%.2f | %.2f | %.0f | %.0f | %s | %.2f | %.2f | %.2f | %d |\n",
                words,
                median(runs, "timesRelay"),
                runs.stream().mapToDouble(run -> run.number("timesRelay")).min().orElse(0),
                runs.stream().mapToDouble(run -> run.number("timesRelay")).max().orElse(0),
                perCpu / relay,
                perCpu,
                median(runs, "deliveriesPerSecond"),
                latencies(runs),
                median(runs, "serverCpuSeconds"),
                median(runs, "generatorCpuSeconds"),
                median(runs, "otherCpuSeconds"),
                runs.size());
    }

    private void durable() {
        var durable = Case.ALL.stream()
                .filter(test -> test.durable() && !runs(test.name()).isEmpty())
                .toList();
        if (!durable.isEmpty()) {
            out.format("Acknowledged after fsync; *share*: of what the bare writer below does in the same run.\n");
            out.format("\n");
            out.format("| test | acks/s | share of 64 a commit | share of 1,024 | p50 ms | p99 ms | max ms "
                    + "| acks per server CPU-s | server CPU s | generator CPU s | other CPU s | runs |\n");
            out.format("|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|\n");
        }
        for (var test : durable) {
            var runs = runs(test.name());
            double acks = median(runs, "acksPerSecond");
            out.format(
                    "| %s | **%.0f** | %s | %s | %s | %.0f | %.2f | %.2f | %.2f | %d |\n",
                    test.words(),
                    acks,
                    share(acks, "writer64"),
                    share(acks, "writer1024"),
                    latencies(runs),
                    median(runs, "acksPerCpuSecond"),
                    median(runs, "serverCpuSeconds"),
                    median(runs, "generatorCpuSeconds"),
                    median(runs, "otherCpuSeconds"),
                    runs.size());
        }
        out.format("\n");
        for (var name : List.of("writer64", "writer1024")) {
            var runs = runs(name);
            if (runs.isEmpty()) continue;
            out.format(
                    "Bare SQLite writer, %.0f rows a commit: %.0f rows/s, a commit takes %.3f ms (p99 %.3f).\n",
                    median(runs, "rowsPerCommit"),
                    median(runs, "rowsPerSecond"),
                    median(runs, "p50Millis"),
                    median(runs, "p99Millis"));
        }
        out.format("\n");
    }

    private String share(double acks, String writer) {
        double rows = median(runs(writer), "rowsPerSecond");
        return rows == 0 ? "–" : "%.0f %%".formatted(100 * acks / rows);
    }

    private void idle() {
        var runs = runs("idle");
        if (runs.isEmpty()) return;
        out.format(
                "| idle plain connections | RSS before, MB | RSS after, MB | bytes per connection | log-ins/s | idle CPU %% | runs |\n");
        out.format("|--:|--:|--:|--:|--:|--:|--:|\n");
        out.format(
                "| %.0f | %.1f | %.1f | **%.0f** | %.0f | %.2f | %d |\n",
                median(runs, "connections"),
                median(runs, "rssBeforeBytes") / 1e6,
                median(runs, "rssAfterBytes") / 1e6,
                median(runs, "bytesPerConnection"),
                median(runs, "loginsPerSecond"),
                median(runs, "idleCpuPercent"),
                runs.size());
        out.format("\n");
    }

    private void violations() {
        String spoilt = results.stream()
                .filter(result -> !result.clean())
                .map(result -> result.text("case"))
                .distinct()
                .collect(Collectors.joining(", "));
        if (spoilt.isEmpty()) out.format("Nothing was lost, doubled, reordered or spoilt in any run.\n");
        else out.format("**Violations in:** %s.\n", spoilt);
    }

    private List<Result> runs(String name) {
        return results.stream()
                .filter(result -> result.text("case").equals(name))
                .toList();
    }

    private static String latencies(List<Result> runs) {
        return "%s | %s | %s"
                .formatted(
                        millis(median(runs, "p50Millis")),
                        millis(median(runs, "p99Millis")),
                        millis(median(runs, "maxMillis")));
    }

    private static String millis(double millis) {
        return String.format(Locale.ROOT, millis < 10 ? "%.2f" : "%.0f", millis);
    }

    private static double median(List<Result> runs, String field) {
        var sorted =
                runs.stream().mapToDouble(run -> run.number(field)).sorted().toArray();
        if (sorted.length == 0) return 0;
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
