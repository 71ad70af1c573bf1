package tertulia.terminal;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jline.terminal.Terminal;
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
import tertulia.model.RoomKind;
import tertulia.model.Visible;
import tertulia.model.Words;

/** A chat with a person at a terminal. */
final class Interactive {
    private static final String PROMPT = "> ";

    /** How long what is still under way may hold up a person who leaves. */
    private static final Duration LAST_WORDS = Duration.ofSeconds(3);

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT);
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofLocalizedDate(FormatStyle.FULL);

    private final Address server;
    private final Identities identities;
    private final Timing timing;
    private final Clock clock;
    private final Screen screen;
    private final CountDownLatch over = new CountDownLatch(1);
    private volatile @Nullable Client client;
    /** The first state that says how it goes: there, not there, or not by this name. */
    private volatile CompletableFuture<State> first = new CompletableFuture<>();

    private volatile boolean conversing;
    private volatile boolean nameless;

    // On the client's lane:
    private boolean wasOnline;
    private boolean told;
    private LocalDate day;

    Interactive(Terminal terminal, Address server, Identities identities, Timing timing, Clock clock) {
        this.server = server;
        this.identities = identities;
        this.timing = timing;
        this.clock = clock;
        day = LocalDate.now(clock);
        screen = new Screen(terminal, new Completion(() -> client == null ? List.of() : client.present()));
    }

    /** Runs until the person leaves, or is sent out; 0 if it was the person's own will. */
    int run(Optional<String> wished) throws IOException, InterruptedException {
        var ending = new Ending(() -> {
            screen.abandon();
            close();
        });
        try {
            var name = wished.isPresent() ? wished : askName();
            if (name.isEmpty()) return 0;
            var standing = new Below(server, name.get());
            var person = Thread.currentThread();
            var chat = new Client(
                    new Client.Options(server, name.get(), identities, true, timing),
                    happening -> happens(happening, standing, person));
            client = chat;
            screen.begin(standing.status(screen.width(), clock.instant()));
            chat.start();
            Thread.ofVirtual().name("tertulia-tick").start(() -> tick(standing));
            if (settleName(chat)) converse(chat);
            boolean sentOut = over.getCount() == 0;
            boolean allSaid = standing.isEmpty() || chat.flush(LAST_WORDS);
            if (!allSaid) refusal(Speech.of("not-all-said"));
            chat.quit();
            return sentOut || !allSaid ? 1 : 0;
        } finally {
            close();
            ending.cancel();
        }
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
            var typed = screen.read(prompt + " ").map(String::strip);
            if (typed.isEmpty()) return Optional.empty();
            if (!typed.get().isEmpty()) return typed;
            if (last.isPresent()) return last;
        }
    }

    /** Asks until the name is good; false if the person gives up or the server sends us away. */
    private boolean settleName(Client chat) throws InterruptedException {
        while (true) {
            var state = first.join();
            if (state instanceof State.Ended) {
                // We were woken, too, in case we were reading; what follows may wait.
                Thread.interrupted();
                return false;
            }
            if (!(state instanceof State.Nameless)) return true;
            var typed = screen.read(Speech.of("name") + " ").map(String::strip);
            if (typed.isEmpty()) return false;
            first = new CompletableFuture<>();
            chat.name(typed.get());
        }
    }

    private void converse(Client chat) {
        conversing = true;
        while (over.getCount() > 0) {
            var line = screen.read(PROMPT);
            if (line.isEmpty() || !obey(chat, line.get())) return;
        }
    }

    /** Does what a line says; false if that is to leave. */
    private boolean obey(Client chat, String line) {
        if (Visible.isNothing(line)) return true;
        switch (Line.of(line, chat.limits(), chat::knows)) {
            case Line.Plain(String text) -> chat.say("ALL", text);
            case Line.ToAll(String text) -> chat.say("ALL", text);
            case Line.ToName(String to, String text) -> chat.say(to, text);
            case Line.Unclear unclear -> refusal(Speech.of("not-said", Speech.refused(unclear.refusal())));
            case Line.Slash slash -> {
                switch (Order.of(slash)) {
                    case Order.Msg(String to, String text) -> chat.say(to, text);
                    case Order.Who() -> {
                        var present = chat.present();
                        notice(Speech.of("who", present.size(), Speech.names(present)));
                    }
                    case Order.History(int most) -> chat.history(most);
                    case Order.Name name -> {
                        if (nameless) chat.name(name.name());
                        else refusal(Speech.of("name-kept"));
                    }
                    case Order.Cipher(String to, var sealer) -> chat.seal(to, sealer);
                    case Order.Ciphers() -> Speech.sealings(chat.sealings()).forEach(this::notice);
                    case Order.Help() -> Speech.of("help").lines().forEach(this::notice);
                    case Order.Wrong(String words) -> refusal(words);
                    case Order.Quit() -> {
                        return false;
                    }
                }
            }
        }
        return true;
    }

    private void happens(Happening happening, Below standing, Thread person) {
        switch (happening) {
            case Happening.Stands(State state) -> {
                standing.stands(state);
                stands(state, person);
            }
            case Happening.Met met -> notice(Speech.met(met));
            case Happening.Heard heard -> {
                if (heard.mine()) standing.done(heard.entry().draft().id());
                message(heard);
            }
            case Happening.PeopleChanged changed -> {
                standing.online(changed.count());
                Speech.lines(changed).forEach(this::notice);
            }
            case Happening.Outgoing outgoing -> {
                String line = Speech.outgoing(outgoing);
                standing.outgoing(outgoing.id(), line);
                if (!outgoing.online() && !screen.hasBelow()) notice(Speech.of("waiting", line));
            }
            case Happening.Stored(var id) -> standing.done(id);
            case Happening.NotSaid notSaid -> {
                standing.done(notSaid.id());
                refusal(Speech.of("not-said", Speech.refused(notSaid.refusal())));
            }
            case Happening.Refused refused -> refusal(Speech.of("refused", Speech.refused(refused.refusal())));
            case Happening.Past(var entries) -> past(entries);
            case Happening.LeftForGood gone -> {}
            case Happening.Sealing sealing -> {
                var chat = client;
                if (chat != null) standing.sealed(chat.sealings());
                notice(Speech.sealing(sealing));
            }
            case Happening.Welcomed welcomed -> {}
            case Happening.Typing typing -> {}
        }
        show(standing);
    }

    private void stands(State state, Thread person) {
        switch (state) {
            case State.Connecting connecting -> {}
            case State.Online online -> {
                if (!wasOnline)
                    notice(Speech.of(
                            "connected",
                            online.server().name(),
                            server,
                            online.you().handle()));
                else notice(Speech.of("connected-again"));
                wasOnline = true;
                told = false;
            }
            case State.Waiting waiting -> {
                String why = Speech.why(waiting.why());
                if (!told) notice(wasOnline ? Speech.of("lost", why) : Speech.of("unreachable", server, why));
                told = true;
            }
            case State.Nameless nameless -> {
                String why = Speech.refused(nameless.refusal());
                refusal(conversing ? Speech.of("name-again", why) : Speech.of("refused", why));
            }
            case State.Ended(Gone why) -> {
                if (!(why instanceof Gone.Left)) {
                    refusal(Speech.ended(why));
                    over.countDown();
                    person.interrupt();
                }
            }
        }
        nameless = state instanceof State.Nameless;
        if (!(state instanceof State.Connecting)) first.complete(state);
    }

    private void message(Happening.Heard heard) {
        var lines = Speech.lines(heard);
        if (lines.isEmpty()) return;
        var at = heard.entry().at().atZone(clock.getZone());
        if (!at.toLocalDate().equals(day)) {
            day = at.toLocalDate();
            notice(Speech.of("day", DAY.withLocale(Words.ours().locale()).format(day)));
        }
        var look = heard.entry().room().kind() == RoomKind.DIRECT ? Screen.Look.PRIVATE : Screen.Look.PLAIN;
        for (String line : lines) screen.print(TIME.format(at), line, look);
    }

    private void past(List<Happening.Heard> entries) {
        var messages =
                entries.stream().filter(heard -> !Speech.lines(heard).isEmpty()).toList();
        if (messages.isEmpty()) {
            notice(Speech.of("history-none"));
            return;
        }
        notice(Speech.of("history", messages.size()));
        messages.forEach(this::message);
        notice(Speech.of("history-end"));
    }

    private void notice(String line) {
        screen.print("", line, Screen.Look.NOTICE);
    }

    private void refusal(String line) {
        screen.print("", line, Screen.Look.REFUSAL);
    }

    private void show(Below standing) {
        int width = screen.width();
        screen.below(standing.waiting(width), standing.status(width, clock.instant()));
    }

    /** The seconds until the next try count down. */
    private void tick(Below standing) {
        try {
            while (!over.await(500, TimeUnit.MILLISECONDS)) show(standing);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
