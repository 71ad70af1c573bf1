package tertulia.client;

import java.time.Duration;
import java.time.InstantSource;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import tertulia.model.Command;
import tertulia.model.Notice;
import tertulia.model.Refusal;

/**
 * The connection to a server that makes itself anew: says hello, waits longer from try to try, and stays away when told
 * so. It belongs to the lane.
 */
final class Connection {
    private final Address address;
    private final Pins pins;
    private final Timing timing;
    private final Lane lane;
    private final InstantSource clock;
    private final RandomGenerator chance;
    private final Owner owner;
    private State state = new State.Connecting();
    private @Nullable Wire wire;
    private long onlineSinceNanos;
    private int losses;
    /** Tells a timer whether what it was set for still holds. */
    private int turn;

    /** Whose connection it is. */
    interface Owner {
        /** What to say at the beginning of each connection. */
        Command.Hello hello();

        /** The token is worth nothing here; the next hello must do without. */
        void tokenRefused();

        /** The connection stands so now. */
        void stands(State state);

        /** The key of the server was not known before. */
        void met(Happening.Met met);

        /** Everything that the server tells while online, the welcome first. */
        void heard(Notice notice);
    }

    Connection(
            Address address,
            Pins pins,
            Timing timing,
            Lane lane,
            InstantSource clock,
            RandomGenerator chance,
            Owner owner) {
        this.address = address;
        this.pins = pins;
        this.timing = timing;
        this.lane = lane;
        this.clock = clock;
        this.chance = chance;
        this.owner = owner;
    }

    State state() {
        return state;
    }

    boolean online() {
        return state instanceof State.Online;
    }

    /** Connects now. */
    void open() {
        drop();
        stand(new State.Connecting());
        wire = Wire.open(address, pins, timing, lane, new Hearing());
    }

    /** Sends a command if online; what is sent otherwise is lost. */
    void send(String ref, Command command) {
        if (online() && wire != null) wire.send(ref, command);
    }

    /** Says goodbye, {@code forGood} or not, and is over; Ended stands once the server has answered, or soon. */
    void quit(boolean forGood) {
        if (state instanceof State.Ended) return;
        if (!online()) {
            end(new Gone.Left());
            return;
        }
        send("", new Command.Quit(forGood));
        lane.after(timing.farewell(), () -> end(new Gone.Left()));
    }

    /** Is over at once, without goodbye. */
    void end(Gone why) {
        if (state instanceof State.Ended) return;
        drop();
        stand(new State.Ended(why));
    }

    private void drop() {
        turn++;
        if (wire != null) wire.close();
        wire = null;
    }

    private void stand(State now) {
        state = now;
        owner.stands(now);
    }

    private void lost(Gone why) {
        if (state instanceof State.Ended) return;
        boolean steady = online()
                && System.nanoTime() - onlineSinceNanos >= timing.steady().toNanos();
        losses = steady ? 1 : losses + 1;
        drop();
        var delay = delay();
        stand(new State.Waiting(clock.instant().plus(delay), why));
        int now = turn;
        lane.after(delay, () -> {
            if (turn == now) open();
        });
    }

    /** Between half and all of what this many losses in a row deserve, so that not all clients come back at once. */
    private Duration delay() {
        double full = timing.firstRetry().toNanos() * Math.pow(2, Math.min(losses, 40) - 1);
        double most = Math.min(full, (double) timing.lastRetry().toNanos());
        return Duration.ofNanos((long) (most * (0.5 + chance.nextDouble() / 2)));
    }

    private void welcomed(Notice.Welcome welcome) {
        onlineSinceNanos = System.nanoTime();
        state = new State.Online(welcome.server(), welcome.you());
        owner.heard(welcome);
        owner.stands(state);
    }

    private void helloRefused(Refusal refusal) {
        switch (refusal.code()) {
            case TOKEN -> {
                owner.tokenRefused();
                open();
            }
            case NAME_EMPTY,
                    NAME_TOO_LONG,
                    NAME_WHITESPACE,
                    NAME_CHARACTER,
                    NAME_RESERVED,
                    NAME_TAKEN,
                    NAME_LOOKS_LIKE -> {
                drop();
                stand(new State.Nameless(owner.hello().name().orElse(""), refusal));
            }
            case BUSY, STORAGE, UNREADABLE -> lost(new Gone.Refused(refusal));
            case NAME_BANNED,
                    HELLO_FIRST,
                    HELLO_AGAIN,
                    VERSION,
                    NOBODY,
                    GONE,
                    SOMEBODY_ELSE,
                    YOURSELF,
                    NOT_A_MEMBER,
                    NOT_ALLOWED,
                    EMPTY_TEXT,
                    UNCLEAR,
                    NOT_UTF8,
                    TOO_LONG,
                    ID_REUSED,
                    TOO_MUCH,
                    UNKNOWN_TYPE,
                    UNKNOWN_COMMAND,
                    MALFORMED,
                    NOT_JSON,
                    TOO_BIG,
                    TOO_DEEP,
                    TOO_FAST,
                    TOO_MANY_NAMES,
                    STORAGE_FULL,
                    DAMAGED -> end(new Gone.Refused(refusal));
        }
    }

    /** What the wire tells. */
    private final class Hearing implements Wire.Ear {
        @Override
        public void met(Happening.Met met) {
            owner.met(met);
        }

        @Override
        public void opened() {
            if (wire == null) return;
            wire.send("", owner.hello());
            int now = turn;
            lane.after(timing.idle().multipliedBy(2), () -> {
                if (turn == now && state instanceof State.Connecting) lost(new Gone.Silent());
            });
        }

        @Override
        public void heard(Notice notice) {
            switch (notice) {
                case Notice.Pinged() -> {
                    if (wire != null) wire.send("", new Command.Pong());
                }
                case Notice.Ponged ponged -> {}
                case Notice.Free free -> {}
                case Notice.Handed handed -> {}
                case Notice.Bye bye -> {
                    var why = new Gone.Told(bye);
                    if (bye.reason().reconnect()) lost(why);
                    else end(bye.reason() == Notice.Reason.QUIT ? new Gone.Left() : why);
                }
                case Notice.Welcome welcome -> {
                    if (!online()) welcomed(welcome);
                }
                case Notice.Refused refused -> {
                    if (online()) owner.heard(refused);
                    else helloRefused(refused.refusal());
                }
                case Notice.Acked acked -> pass(acked);
                case Notice.Page page -> pass(page);
                case Notice.Heard heard -> pass(heard);
                case Notice.CaughtUp caughtUp -> pass(caughtUp);
                case Notice.Present present -> pass(present);
                case Notice.PresenceChanged changed -> pass(changed);
                case Notice.Rooms rooms -> pass(rooms);
                case Notice.Opened opened -> pass(opened);
                case Notice.Skipped skipped -> pass(skipped);
                case Notice.Typing typing -> pass(typing);
            }
        }

        private void pass(Notice notice) {
            if (online()) owner.heard(notice);
        }

        @Override
        public void closed(Gone why) {
            if (why instanceof Gone.Newer || why instanceof Gone.Distrusted || why instanceof Gone.OnlyTls) end(why);
            else lost(why);
        }
    }
}
