package tertulia.bench;

import java.time.InstantSource;
import java.util.Locale;
import java.util.random.RandomGenerator;

/** The languages that the generator speaks. */
enum Protocol {
    /** The server's, for people: a sender does not get its own lines. */
    PLAIN(false, false),
    /** The server's, for programs: everyone in a room gets every entry, and senders an acknowledgement. */
    JSON(true, true),
    /** The relay's. */
    RAW(false, false);

    final boolean echo;
    final boolean acknowledged;

    Protocol(boolean echo, boolean acknowledged) {
        this.echo = echo;
        this.acknowledged = acknowledged;
    }

    Wire wire(Topology topology, Ledger ledger, Tally tally) {
        return switch (this) {
            case PLAIN -> new PlainWire(topology, ledger, tally);
            case JSON -> new JsonWire(topology, ledger, tally, InstantSource.system(), RandomGenerator.getDefault());
            case RAW -> new RawWire(topology, ledger);
        };
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
