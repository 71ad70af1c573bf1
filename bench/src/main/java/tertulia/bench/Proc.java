package tertulia.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;

/** What Linux says about a process and the machine, in /proc. The process 0 is none: all its figures are 0. */
final class Proc {
    /** The kernel counts time for user programs in this unit on every architecture (USER_HZ). */
    private static final double TICKS_PER_SECOND = 100;

    private Proc() {}

    /** User and system time of the process. */
    static double cpuSeconds(long pid) {
        if (pid == 0) return 0;
        String stat = read(Path.of("/proc", String.valueOf(pid), "stat"));
        if (stat.isEmpty()) return 0;
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
        return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) / TICKS_PER_SECOND;
    }

    static double ownCpuSeconds() {
        return cpuSeconds(ProcessHandle.current().pid());
    }

    /** Time that all processors together have worked. */
    static double machineCpuSeconds() {
        String first = read(Path.of("/proc/stat")).lines().findFirst().orElse("cpu 0 0 0 0 0 0 0 0");
        long[] ticks = Arrays.stream(first.trim().split(" +", -1))
                .skip(1)
                .mapToLong(Long::parseLong)
                .toArray();
        return (ticks[0] + ticks[1] + ticks[2] + ticks[5] + ticks[6] + ticks[7]) / TICKS_PER_SECOND;
    }

    /** Resident memory of the process. */
    static long rssBytes(long pid) {
        if (pid == 0) return 0;
        return read(Path.of("/proc", String.valueOf(pid), "status"))
                .lines()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) * 1024)
                .findFirst()
                .orElse(0);
    }

    static boolean isJvm(long pid) {
        return read(Path.of("/proc", String.valueOf(pid), "maps")).contains("libjvm.so");
    }

    /** Has a JVM collect its garbage; of any other program nothing is asked. Answers whether it did. */
    static boolean collectGarbage(long pid) throws IOException, InterruptedException {
        if (!isJvm(pid)) return false;
        var jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
        if (!Files.isExecutable(jcmd)) return false;
        var process = new ProcessBuilder(jcmd.toString(), String.valueOf(pid), "GC.run")
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        if (!process.waitFor(30, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            return false;
        }
        return process.exitValue() == 0;
    }

    /** The first value of that name in /proc/cpuinfo, /proc/meminfo and the like. */
    static String value(String file, String name) {
        return read(Path.of(file))
                .lines()
                .filter(line -> line.startsWith(name))
                .map(line -> line.substring(line.indexOf(':') + 1).trim())
                .findFirst()
                .orElse("unknown");
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            return ""; // The process has ended: that shows in its connections.
        }
    }
}
