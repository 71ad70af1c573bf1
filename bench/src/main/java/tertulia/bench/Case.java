package tertulia.bench;

import java.util.List;

/** A load of the comparison. What needs no more than the relay can do is run on the relay too. */
record Case(String name, String words, Protocol protocol, Shape shape, Pace pace) {
    /** Makes the topology anew, with or without senders hearing themselves. */
    interface Shape {
        Topology make(boolean echo);
    }

    static final List<Case> ALL = List.of(
            plain("fan100", "fan-out to 100, 4 senders, 64 outstanding", room(100, 4), new Pace.Closed(64)),
            plain("fan1k", "fan-out to 1,000, 10 senders, 32 outstanding", room(1000, 10), new Pace.Closed(32)),
            plain("fan1k-open", "fan-out to 1,000, 20,000/s offered", room(1000, 10), new Pace.Open(20_000)),
            plain("private", "1,000 private pairs, 1,000 outstanding", pairs(1000), new Pace.Closed(1000)),
            plain("private-open", "1,000 private pairs, 10,000/s offered", pairs(1000), new Pace.Open(10_000)),
            plain("latency", "one message at a time, one receiver", room(2, 1), new Pace.Closed(1)),
            json("durable1", "64 senders in pairs, 1 outstanding each", pairs(32), new Pace.Each(1)),
            json("durable16", "64 senders in pairs, 16 outstanding each", pairs(32), new Pace.Each(16)),
            json("lobby16", "64 senders in the lobby, 16 outstanding each", room(64, 64), new Pace.Each(16)));

    boolean onRelay() {
        return protocol == Protocol.PLAIN;
    }

    boolean durable() {
        return pace instanceof Pace.Each;
    }

    private static Case plain(String name, String words, Shape shape, Pace pace) {
        return new Case(name, words, Protocol.PLAIN, shape, pace);
    }

    private static Case json(String name, String words, Shape shape, Pace pace) {
        return new Case(name, words, Protocol.JSON, shape, pace);
    }

    private static Shape room(int members, int senders) {
        return echo -> new Topology.Room(members, senders, echo);
    }

    private static Shape pairs(int pairs) {
        return echo -> new Topology.Pairs(pairs, echo);
    }
}
