package tertulia.bench;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.SplittableRandom;

/** One test of load: connect, warm up, measure, wait for what is missing. */
final class Run {
    private static final long SECOND = 1_000_000_000L;
    private static final long SILENCE_NANOS = SECOND / 20;
    private static final int LOGINS = 200;

    /** Whom to load, by which language, and whose processor time to count ({@code pid}, or 0). */
    record Target(InetSocketAddress server, Protocol protocol, long pid, String tag, int sources) {}

    /**
     * How long to warm up and to measure, the bytes of a text, how long to wait for what is missing at the end; all is
     * over, come what may, after the limit.
     */
    record Terms(double warmSeconds, double seconds, int textBytes, double patienceSeconds, double limitSeconds) {}

    private final Target target;
    private final Terms terms;
    private final Topology topology;
    private final Tally tally = new Tally();
    private final Ledger ledger;
    private final Wire wire;
    private final SplittableRandom random = new SplittableRandom(1);
    private final byte[] text;
    private final long deadline;
    private final int[] owed;
    private int owing;

    Run(Target target, Terms terms, Topology topology) {
        this.target = target;
        this.terms = terms;
        this.topology = topology;
        ledger = new Ledger(topology, tally, terms.textBytes(), target.protocol().acknowledged);
        wire = target.protocol().wire(topology, ledger, tally);
        text = new byte[terms.textBytes()];
        deadline = System.nanoTime() + (long) (terms.limitSeconds() * SECOND);
        owed = new int[Ledger.SLOTS];
    }

    /** Runs it. What the server did wrong is in the result; an IOException is this machine's trouble. */
    Result run(String test, Pace pace) throws IOException {
        try (var loop = new Loop(target.server(), target.sources(), wire, tally)) {
            var result = new Result()
                    .put("test", test)
                    .put("protocol", target.protocol().toString())
                    .put("tag", target.tag());
            topology.describe(result);
            result.put("bytes", terms.textBytes());
            if (!loop.open(topology.connections(), LOGINS, deadline)) {
                tally.disconnected = Math.max(1, tally.disconnected);
                return result.put("failed", "not all could connect").put(tally);
            }
            loop.quiet(Math.min(10 * SILENCE_NANOS, patience() / 20), deadline);
            if (terms.warmSeconds() > 0) phase(loop, warming(pace), terms.warmSeconds(), new Result());
            phase(loop, pace, terms.seconds(), result);
            if (System.nanoTime() > deadline) result.put("failed", "the time limit");
            return result.put(tally);
        }
    }

    /** A server is warm after heavy load, not after a little. */
    private static Pace warming(Pace pace) {
        return pace instanceof Pace.Open ? new Pace.Closed(8) : pace;
    }

    private void phase(Loop loop, Pace pace, double seconds, Result result) throws IOException {
        begin(loop, pace);
        long deliveries = ledger.deliveries;
        long acks = ledger.acks;
        long done = ledger.done;
        double server = Proc.cpuSeconds(target.pid());
        double own = Proc.ownCpuSeconds();
        double machine = Proc.machineCpuSeconds();
        long start = System.nanoTime();
        long end = Math.min(deadline, start + (long) (seconds * SECOND));
        switch (pace) {
            case Pace.Closed(int outstanding) -> {
                for (int i = 0; i < outstanding; i++) send(loop, topology.next(random), start);
                saturate(loop, end);
            }
            case Pace.Each(int outstanding) -> {
                for (int i = 0; i < outstanding * topology.streams(); i++) send(loop, i % topology.streams(), start);
                saturate(loop, end);
            }
            case Pace.Open(double rate) -> offer(loop, start, end, rate);
        }
        double elapsed = (System.nanoTime() - start) / (double) SECOND;
        server = Proc.cpuSeconds(target.pid()) - server;
        own = Proc.ownCpuSeconds() - own;
        machine = Proc.machineCpuSeconds() - machine;
        deliveries = ledger.deliveries - deliveries;
        acks = ledger.acks - acks;
        result.put("seconds", elapsed).put("messages", ledger.done - done).put("acks", acks);
        result.put("acksPerSecond", acks / elapsed)
                .put("deliveries", deliveries)
                .put("deliveriesPerSecond", deliveries / elapsed);
        describe(pace, result);
        result.put("serverCpuSeconds", server)
                .put("deliveriesPerCpuSecond", deliveries / server)
                .put("acksPerCpuSecond", acks / server)
                .put("generatorCpuSeconds", own)
                .put("otherCpuSeconds", machine - server - own)
                .put("serverRssBytes", Proc.rssBytes(target.pid()));
        drain(loop);
        describe(ledger, result);
    }

    private void begin(Loop loop, Pace pace) {
        switch (pace) {
            case Pace.Closed _ ->
                ledger.phase(false, _ -> send(loop, topology.next(random), System.nanoTime()), _ -> {});
            case Pace.Each _ -> ledger.phase(true, _ -> {}, stream -> send(loop, stream, System.nanoTime()));
            case Pace.Open _ -> ledger.phase(false, _ -> {}, _ -> {});
        }
    }

    /** A sender whose turn comes while there is no room is owed the message. */
    private void send(Loop loop, int stream, long scheduled) {
        if (!ledger.room()) {
            if (owing < owed.length) owed[owing++] = stream;
            return;
        }
        int slot = ledger.send(stream, scheduled, text);
        wire.say(loop.connections.get(topology.sender(stream)), stream, slot, text);
    }

    private void saturate(Loop loop, long end) throws IOException {
        while (System.nanoTime() < end && tally.disconnected == 0) {
            loop.step(10_000_000);
            while (owing > 0 && ledger.room()) send(loop, owed[--owing], System.nanoTime());
        }
    }

    private void offer(Loop loop, long start, long end, double rate) throws IOException {
        double gap = SECOND * topology.recipients() / rate;
        long sent = 0;
        for (long now = start; now < end && tally.disconnected == 0; now = System.nanoTime()) {
            while (start + sent * gap <= now && ledger.room()) {
                send(loop, topology.next(random), (long) (start + sent++ * gap));
            }
            double wait = start + sent * gap - System.nanoTime();
            loop.step(wait < 0 ? ledger.room() ? 0 : 1_000_000 : (long) Math.min(wait, 10_000_000));
        }
    }

    private void drain(Loop loop) throws IOException {
        ledger.rest();
        owing = 0;
        long end = Math.min(deadline, System.nanoTime() + patience());
        while (!ledger.settled() && System.nanoTime() < end && tally.disconnected == 0) loop.step(10_000_000);
        // What is sent once too often comes after it was settled.
        loop.quiet(SILENCE_NANOS, deadline);
        ledger.giveUp();
    }

    private long patience() {
        return (long) (terms.patienceSeconds() * SECOND);
    }

    private static void describe(Pace pace, Result result) {
        switch (pace) {
            case Pace.Closed(int outstanding) -> result.put("outstanding", outstanding);
            case Pace.Each(int outstanding) -> result.put("outstandingEach", outstanding);
            case Pace.Open(double rate) -> result.put("offeredPerSecond", rate);
        }
    }

    private static void describe(Ledger ledger, Result result) {
        result.put("p50Millis", ledger.latency.getValueAtPercentile(50) / 1e6)
                .put("p99Millis", ledger.latency.getValueAtPercentile(99) / 1e6)
                .put("maxMillis", ledger.latency.getMaxValue() / 1e6);
    }
}
