package tertulia.bench;

import java.io.IOException;

/** Connections that say nothing: what each costs the server in memory, and all of them in processor time. */
final class Idle {
    private static final long SECOND = 1_000_000_000L;
    private static final long MEASURED_NANOS = 3 * SECOND;

    private Idle() {}

    /** Logs so many in, waits for quiet, and compares the server's memory after a garbage collection with before. */
    static Result run(Run.Target target, int connections, int logins, double limitSeconds)
            throws IOException, InterruptedException {
        var tally = new Tally();
        var topology = new Topology.Room(connections, 1, false);
        var ledger = new Ledger(topology, tally, Ledger.LEAST_BYTES, false);
        long deadline = System.nanoTime() + (long) (limitSeconds * SECOND);
        boolean collected = Proc.collectGarbage(target.pid());
        long before = Proc.rssBytes(target.pid());
        double cpu = Proc.cpuSeconds(target.pid());
        double own = Proc.ownCpuSeconds();
        long start = System.nanoTime();
        var result = new Result()
                .put("test", "idle")
                .put("protocol", target.protocol().toString());
        result.put("tag", target.tag()).put("connections", connections);
        try (var loop =
                new Loop(target.server(), target.sources(), target.protocol().wire(topology, ledger, tally), tally)) {
            boolean all = loop.open(connections, logins, deadline);
            double seconds = (System.nanoTime() - start) / (double) SECOND;
            if (!all) {
                tally.disconnected = Math.max(1, tally.disconnected);
                return result.put("failed", "not all could connect")
                        .put("ready", loop.readyCount())
                        .put(tally);
            }
            loop.quiet(SECOND, deadline);
            cpu = Proc.cpuSeconds(target.pid()) - cpu;
            result.put("seconds", seconds)
                    .put("loginsPerSecond", connections / seconds)
                    .put("loginCpuSeconds", cpu)
                    .put("generatorCpuSeconds", Proc.ownCpuSeconds() - own)
                    .put("bytesReadPerConnection", loop.bytesRead / connections);
            Proc.collectGarbage(target.pid());
            long after = Proc.rssBytes(target.pid());
            double idle = Proc.cpuSeconds(target.pid());
            long idleStart = System.nanoTime();
            while (System.nanoTime() - idleStart < MEASURED_NANOS) loop.step(100_000_000);
            idle = Proc.cpuSeconds(target.pid()) - idle;
            return result.put("garbageCollected", collected ? "yes" : "no")
                    .put("rssBeforeBytes", before)
                    .put("rssAfterBytes", after)
                    .put("bytesPerConnection", (after - before) / connections)
                    .put("idleCpuPercent", idle * 100 * SECOND / MEASURED_NANOS)
                    .put(tally);
        }
    }
}
