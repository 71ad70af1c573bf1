package tertulia.terminal;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import tertulia.client.Address;
import tertulia.client.Client;
import tertulia.client.Gone;
import tertulia.client.Happening;
import tertulia.client.Identities;
import tertulia.client.Identity;
import tertulia.client.State;
import tertulia.client.Timing;
import tertulia.model.Line;
import tertulia.model.Visible;

/** A chat with a person at a terminal. */
final class Interactive {
    /** On joining at most so many messages are shown, fewer on a terminal with few rows. */
    private static final int LAST_MESSAGES = 20;

    /** Rows of a terminal that are left for what else is shown on joining. */
    private static final int OTHER_ROWS = 8;

    private static final Duration WAIT_FOR_LAST = Duration.ofSeconds(3);

    /** A message of more lines is sent only if the person says so: most often it is a paste that was not meant. */
    private static final int MANY_LINES = 10;

    /** How long what is still under way may hold up a person who leaves. */
    private static final Duration LAST_WORDS = Duration.ofSeconds(3);

    private final Address server;
    private final Identities identities;
    private final Timing timing;
    private final Clock clock;
    private final Screen screen;
    private final Palette palette;
    private final Feed feed;
    private final CountDownLatch over = new CountDownLatch(1);
    private volatile @Nullable Client client;
    /** The first state that says how it goes: there, not there, or not by this name. */
    private volatile CompletableFuture<State> first = new CompletableFuture<>();

    private volatile String name = "";
    private volatile boolean conversing;
    private volatile boolean nameless;
    private @Nullable Thread ticking;

    // On the client's lane:
    private boolean wasOnline;
    private boolean told;
    private @Nullable Joining joining;

    Interactive(Setting setting, Address server, Identities identities, Timing timing, Clock clock) {
        this.server = server;
        this.identities = identities;
        this.timing = timing;
        this.clock = clock;
        palette = setting.palette();
        screen = setting.screen(new Completion(() -> client == null ? List.of() : client.present()));
        feed = new Feed(screen, palette, clock);
    }

    /** Runs until the person leaves, or is sent out; 0 if it was the person's own will. */
    int run(Optional<String> wished) throws IOException, InterruptedException {
        var ending = new Ending(screen::abandon, this::close);
        try {
            var chosen = wished.isPresent() ? wished : askName();
            if (chosen.isEmpty()) return 0;
            name = chosen.get();
            var standing = new Below(server, name, palette);
            var chat = new Client(
                    new Client.Options(server, name, identities, true, timing),
                    happening -> happens(happening, standing));
            client = chat;
            screen.begin(standing.status(screen.width(), clock.instant()));
            chat.start();
            ticking = Thread.ofVirtual().name("tertulia-tick").start(() -> tick(standing));
            if (settleName(chat)) converse(chat);
            boolean sentOut = over.getCount() == 0;
            boolean allSaid = standing.isEmpty() || chat.flush(LAST_WORDS);
            if (!allSaid) feed.refusal(Speech.of("not-all-said"));
            chat.quit();
            return sentOut || !allSaid ? 1 : 0;
        } finally {
            close();
            ending.cancel();
            // It looks at the terminal, which is closed next.
            if (ticking != null) ticking.join(LAST_WORDS);
        }
    }

    /** A line of the log. */
    void log(String line) {
        feed.refusal(Visible.line(line));
    }

    private void close() {
        over.countDown();
        if (client != null) client.close();
        screen.close();
    }

    private Optional<String> askName() throws IOException {
        var last = identities.latest(server).map(Identity::name);
        String prompt = last.map(name -> Speech.of("name-or", name)).orElseGet(() -> Speech.of("name"));
        while (true) {
            var typed = screen.ask(prompt).map(String::strip);
            if (typed.isEmpty()) return Optional.empty();
            if (!typed.get().isEmpty()) return typed;
            if (last.isPresent()) return last;
        }
    }

    /** Asks until the name is good; false if the person gives up or the server sends us away. */
    private boolean settleName(Client chat) throws InterruptedException {
        while (true) {
            var state = first.join();
            if (state instanceof State.Ended) return false;
            if (!(state instanceof State.Nameless)) return true;
            var typed = screen.ask(Speech.of("name")).map(String::strip);
            if (typed.isEmpty()) return false;
            first = new CompletableFuture<>();
            name = typed.get();
            chat.name(name);
        }
    }

    private void converse(Client chat) {
        conversing = true;
        var recall = new Recall(identities, server, name);
        screen.remember(recall.lines());
        String begun = "";
        while (over.getCount() > 0) {
            var line = screen.read(begun);
            if (line.isEmpty()) return;
            boolean unwanted = !isMeant(line.get());
            begun = unwanted ? line.get() : "";
            if (unwanted) continue;
            recall.keep(line.get(), chat);
            if (!obey(chat, line.get())) return;
        }
    }

    /** Asks whether so many lines are to be sent. */
    private boolean isMeant(String text) {
        long lines = text.lines().count();
        if (lines <= MANY_LINES) return true;
        var answer = screen.ask(Speech.of("many-lines", lines))
                .map(said -> said.strip().toLowerCase(Locale.ROOT));
        return answer.isPresent() && List.of(Speech.of("yes").split(" ")).contains(answer.get());
    }

    /** Does what a line says; false if that is to leave. */
    private boolean obey(Client chat, String line) {
        if (Visible.isNothing(line)) return true;
        switch (Line.of(line, chat.limits(), chat::knows)) {
            case Line.Plain(String text) -> chat.say("ALL", text);
            case Line.ToAll(String text) -> chat.say("ALL", text);
            case Line.ToName(String to, String text) -> chat.say(to, text);
            case Line.Unclear unclear -> feed.refusal(Speech.of("not-said", Speech.refused(unclear.refusal())));
            case Line.Slash slash -> {
                return obey(chat, Order.of(slash));
            }
        }
        return true;
    }

    private boolean obey(Client chat, Order order) {
        switch (order) {
            case Order.Msg(String to, String text) -> chat.say(to, text);
            case Order.Who() -> {
                var present = chat.present();
                feed.answer(Speech.of("who", present.size(), Speech.names(present)));
            }
            case Order.History(int most) -> chat.history(most);
            case Order.Name other -> {
                if (nameless) chat.name(other.name());
                else feed.refusal(Speech.of("name-kept"));
            }
            case Order.Cipher(String to, var sealer) -> chat.seal(to, sealer);
            case Order.Ciphers() -> Speech.sealings(chat.sealings()).forEach(feed::answer);
            case Order.Help() -> Speech.of("help").lines().forEach(feed::answer);
            case Order.Wrong(String words) -> feed.refusal(words);
            case Order.Quit() -> {
                return false;
            }
        }
        return true;
    }

    private void happens(Happening happening, Below standing) {
        if (joining != null && joining.isOver(clock.instant())) joined(List.of());
        switch (happening) {
            case Happening.Stands(State state) -> {
                standing.stands(state);
                stands(state);
            }
            case Happening.Met met -> feed.notice(Speech.met(met));
            case Happening.Heard heard -> {
                if (heard.mine()) standing.done(heard.entry().draft().id());
                if (joining == null) feed.heard(heard);
                else joining.hold(heard);
            }
            case Happening.PeopleChanged changed -> {
                standing.online(changed.count());
                Speech.lines(changed).forEach(feed::notice);
            }
            case Happening.Outgoing outgoing -> {
                String line = Speech.outgoing(outgoing);
                standing.outgoing(outgoing.id(), line);
                if (!outgoing.online() && !screen.hasBelow()) feed.notice(Speech.of("waiting", line));
            }
            case Happening.Stored(var id) -> standing.done(id);
            case Happening.NotSaid notSaid -> {
                standing.done(notSaid.id());
                feed.refusal(Speech.of("not-said", Speech.refused(notSaid.refusal())));
            }
            case Happening.Refused refused -> {
                joined(List.of());
                feed.refusal(Speech.of("refused", Speech.refused(refused.refusal())));
            }
            case Happening.Past(var entries) -> {
                if (joining == null) feed.past(entries);
                else joined(entries);
            }
            case Happening.LeftForGood gone -> {}
            case Happening.Sealing sealing -> {
                var chat = client;
                if (chat != null) standing.sealed(chat.sealings());
                feed.notice(Speech.sealing(sealing));
            }
            case Happening.Welcomed welcomed -> {}
            case Happening.Typing typing -> {}
        }
        show(standing);
    }

    private void stands(State state) {
        switch (state) {
            case State.Connecting connecting -> {}
            case State.Online online -> {
                feed.called(online.you());
                if (!wasOnline) {
                    feed.notice(Speech.of(
                            "connected",
                            online.server().name(),
                            server,
                            online.you().handle()));
                    showLast();
                } else feed.notice(Speech.of("connected-again"));
                wasOnline = true;
                told = false;
            }
            case State.Waiting waiting -> {
                joined(List.of());
                if (!told)
                    feed.notice(
                            wasOnline
                                    ? Speech.of("lost", Speech.why(waiting.why()))
                                    : Speech.unreachable(server, waiting.why(), true));
                told = true;
            }
            case State.Nameless nameless -> {
                String why = Speech.refused(nameless.refusal());
                feed.refusal(conversing ? Speech.of("name-again", why) : Speech.of("refused", why));
            }
            case State.Ended(Gone why) -> {
                if (!(why instanceof Gone.Left)) {
                    joined(List.of());
                    feed.refusal(Speech.ended(why));
                    over.countDown();
                    screen.dismiss();
                }
            }
        }
        nameless = state instanceof State.Nameless;
        if (!(state instanceof State.Connecting)) first.complete(state);
    }

    /** Asks for what was said last; until it is there, what is heard waits. */
    private void showLast() {
        var chat = client;
        if (chat == null) return;
        joining = new Joining(clock.instant().plus(WAIT_FOR_LAST));
        chat.history(Math.clamp(screen.height() - OTHER_ROWS, 1, LAST_MESSAGES));
    }

    private void joined(List<Happening.Heard> last) {
        var waited = joining;
        joining = null;
        if (waited != null) feed.begin(waited.known(last), waited.fresh());
    }

    private void show(Below standing) {
        int width = screen.width();
        screen.below(standing.waiting(width), standing.status(width, clock.instant()));
    }

    /** The seconds until the next try count down. */
    private void tick(Below standing) {
        try {
            while (!over.await(500, TimeUnit.MILLISECONDS)) {
                feed.midnight();
                show(standing);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
