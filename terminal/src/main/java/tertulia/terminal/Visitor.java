package tertulia.terminal;

import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import tertulia.client.Address;
import tertulia.client.Client;
import tertulia.client.Gone;
import tertulia.client.Happening;
import tertulia.client.Identities;
import tertulia.client.State;
import tertulia.client.Timing;

/**
 * A client that works without a person before it: it gets on, or gives up in words, and leaves when all is done. Notices
 * go to {@code err}.
 */
final class Visitor implements AutoCloseable {
    private static final Duration LOOK = Duration.ofMillis(500);

    private final Guest guest;
    private final PrintStream err;
    private final Names names;
    private final Consumer<Happening> more;
    private final Client client;
    private final Ending ending;
    private final CompletableFuture<Boolean> arrived = new CompletableFuture<>();
    private final CompletableFuture<Gone> ended = new CompletableFuture<>();
    private final AtomicLong moves = new AtomicLong();
    private volatile boolean failed;
    private volatile Optional<Gone> trouble = Optional.empty();

    /**
     * Who comes where, and how patiently.
     *
     * @param arrival how long the server may be out of reach at the beginning
     * @param standstill how long nothing may move at the end before what is left is given up
     */
    record Guest(Address server, Optional<String> name, Identities identities, Duration arrival, Duration standstill) {
        Guest(Address server, Optional<String> name, Identities identities) {
            this(server, name, identities, Duration.ofSeconds(5), Duration.ofSeconds(30));
        }
    }

    /** {@code remembers} says whether what is told counts as seen. */
    Visitor(Guest guest, boolean remembers, PrintStream err, Consumer<Happening> more) throws IOException {
        this.guest = guest;
        this.err = err;
        this.more = more;
        names = Names.of(guest.name(), guest.server(), guest.identities());
        client = new Client(
                new Client.Options(guest.server(), names.first(), guest.identities(), remembers, Timing.usual()),
                this::happens);
        ending = new Ending(client::close);
    }

    Client client() {
        return client;
    }

    /** Whether the server knows us; if not, why not stands on {@code err}. */
    boolean arrive() throws InterruptedException {
        client.start();
        try {
            return arrived.get(guest.arrival().toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException e) {
            err.println(Speech.unreachable(guest.server(), trouble.orElseGet(Gone.Silent::new), false));
            return false;
        }
    }

    /** Completes when the client is over for good. */
    CompletableFuture<Gone> ended() {
        return ended;
    }

    /** Says goodbye once all is on the server's disk, and returns whether it is. */
    boolean leave() throws InterruptedException {
        long seen = -1;
        long since = System.nanoTime();
        boolean done = false;
        while (!done
                && !ended.isDone()
                && System.nanoTime() - since < guest.standstill().toNanos()) {
            if (seen != moves.get()) {
                seen = moves.get();
                since = System.nanoTime();
            }
            done = client.flush(LOOK);
        }
        if (!done) err.println(Speech.of("not-all-said"));
        client.quit();
        return done && !failed;
    }

    @Override
    public void close() {
        ending.cancel();
        client.close();
    }

    private void happens(Happening happening) {
        moves.incrementAndGet();
        switch (happening) {
            case Happening.Stands(State state) -> stands(state);
            case Happening.Met met -> err.println(Speech.met(met));
            case Happening.NotSaid notSaid -> {
                failed = true;
                err.println(Speech.of("not-said", Speech.refused(notSaid.refusal())));
            }
            case Happening.Refused refused -> err.println(Speech.of("refused", Speech.refused(refused.refusal())));
            case Happening.Heard heard -> {}
            case Happening.PeopleChanged changed -> {}
            case Happening.Outgoing outgoing -> {}
            case Happening.Stored stored -> {}
            case Happening.Past past -> {}
            case Happening.Sealing sealing -> {}
            case Happening.LeftForGood gone -> {}
            case Happening.Welcomed welcomed -> {}
            case Happening.Typing typing -> {}
        }
        more.accept(happening);
    }

    private void stands(State state) {
        switch (state) {
            case State.Online online -> arrived.complete(true);
            case State.Connecting connecting -> {}
            case State.Waiting waiting -> {
                if (arrived.isDone() && trouble.isEmpty()) err.println(Speech.of("lost", Speech.why(waiting.why())));
                trouble = Optional.of(waiting.why());
            }
            case State.Nameless nameless -> {
                var other = names.another();
                if (other.isPresent()) client.name(other.get());
                else {
                    err.println(Speech.of("refused", Speech.refused(nameless.refusal())));
                    end(new Gone.Refused(nameless.refusal()));
                }
            }
            case State.Ended(Gone why) -> {
                if (!(why instanceof Gone.Left)) {
                    failed = true;
                    err.println(Speech.ended(why));
                }
                end(why);
            }
        }
        if (state instanceof State.Online) trouble = Optional.empty();
    }

    private void end(Gone why) {
        arrived.complete(false);
        ended.complete(why);
    }
}
