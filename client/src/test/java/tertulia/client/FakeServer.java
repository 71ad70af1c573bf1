package tertulia.client;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import tertulia.model.Author;
import tertulia.model.Change;
import tertulia.model.Command;
import tertulia.model.Draft;
import tertulia.model.Entry;
import tertulia.model.Handle;
import tertulia.model.Limit;
import tertulia.model.Limits;
import tertulia.model.MessageId;
import tertulia.model.Notice;
import tertulia.model.Refusal;
import tertulia.model.RoomId;
import tertulia.model.Talk;
import tertulia.model.UserId;
import tertulia.model.json.CommandJson;
import tertulia.model.json.NoticeJson;

/**
 * A small server in memory that speaks the JSON protocol, with faults that a seed decides: connections cut before or after
 * a message is stored or answered, refusals, gaps and overlaps. Its logs and tokens outlive {@link #stop}.
 */
public final class FakeServer implements AutoCloseable {
    /** How often things go wrong, each from 0 to 1, drawn per command or notice. */
    public record Faults(double cut, double busy, double gap, double overlap) {
        public static final Faults NONE = new Faults(0, 0, 0, 0);
    }

    private final Random random;
    private final Map<RoomId, List<Entry>> logs = new LinkedHashMap<>();
    private final Map<String, Author> users = new HashMap<>();
    private final Map<RoomId, List<Author>> directs = new LinkedHashMap<>();
    private final Set<Caller> callers = new HashSet<>();
    private final Set<Socket> sockets = new HashSet<>();
    private final Map<UserId, double[]> buckets = new HashMap<>();
    private final Set<String> taken = new HashSet<>();
    private final Set<UserId> gone = new HashSet<>();
    private Faults faults = Faults.NONE;
    private Limits limits = Limits.usual();
    private ServerSocket door;
    private long presence = 1;
    private final List<Command.Hello> hellos = new ArrayList<>();
    private final Map<UUID, String> tokensOfHellos = new HashMap<>();
    private int welcomesToLose;
    private int roomsAtOnce = Integer.MAX_VALUE;
    private Optional<Refusal.Code> historyRefused = Optional.empty();
    private int historyRefusals;
    private boolean mute;
    private Optional<SSLContext> tls;

    /** Listens at a free port of this machine at once; the seed decides which faults happen. */
    public FakeServer(long seed) {
        this(seed, Optional.empty());
    }

    /** One that speaks TLS alone, if it is to, with the certificates of this context. */
    public FakeServer(long seed, Optional<SSLContext> tls) {
        this.tls = tls;
        random = new Random(seed);
        logs.put(RoomId.LOBBY, new ArrayList<>());
        door = open(0);
    }

    private ServerSocket open(int port) {
        try {
            var open = new ServerSocket();
            open.setReuseAddress(true);
            open.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            Thread.ofVirtual().start(() -> accept(open));
            return open;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void accept(ServerSocket open) {
        try {
            while (true) {
                var socket = secured(open.accept());
                keep(socket);
                Thread.ofVirtual().start(() -> new Caller(socket).live());
            }
        } catch (IOException e) {
            // Closed: that is how it ends.
        }
    }

    private synchronized void keep(Socket socket) {
        sockets.removeIf(Socket::isClosed);
        sockets.add(socket);
    }

    private synchronized Socket secured(Socket plain) throws IOException {
        return tls.isPresent() ? tls.get().getSocketFactory().createSocket(plain, null, true) : plain;
    }

    /** From now on it tells of so many rooms at once. */
    public synchronized void roomsAtOnce(int most) {
        roomsAtOnce = most;
    }

    /** Where it listens. */
    public Address address() {
        return new Address("127.0.0.1", door.getLocalPort(), tls.isPresent());
    }

    /** Cuts all connections, and shows other certificates to those who come from now on. */
    public synchronized void certificates(SSLContext other) {
        tls = Optional.of(other);
        cut();
    }

    /** How often things go wrong from now on. */
    public synchronized void faults(Faults now) {
        faults = now;
    }

    /** The limits that those who come from now on are told and held to. */
    public synchronized void limits(Map<Limit, Long> set) {
        limits = Limits.with(set);
    }

    /** From now on this name is refused to everyone new. */
    public synchronized void take(String name) {
        taken.add(name);
    }

    /** From now on nothing is answered, whatever comes. */
    public synchronized void mute(boolean now) {
        mute = now;
    }

    /** From now on history is refused so, or given. */
    public synchronized void refuseHistory(Optional<Refusal.Code> code) {
        historyRefused = code;
    }

    /** How often history was refused. */
    public synchronized int historyRefusals() {
        return historyRefusals;
    }

    /** Forgets who had which token. */
    public synchronized void forgetTokens() {
        users.clear();
    }

    /** Whoever has this name has left for good. */
    public synchronized void forget(String name) {
        known(name).map(Author::id).ifPresent(gone::add);
        users.values().removeIf(user -> user.handle().text().equals(name));
    }

    /** All hellos there were. */
    public synchronized List<Command.Hello> hellos() {
        return List.copyOf(hellos);
    }

    /** The connections of the next so many guests break when they would be welcomed. */
    public synchronized void loseWelcomes(int many) {
        welcomesToLose = many;
    }

    /** How many connections are known by name. */
    public synchronized int callers() {
        return (int) callers.stream().filter(caller -> caller.you != null).count();
    }

    /** The texts said in a room, in order. */
    public synchronized List<String> texts(RoomId room) {
        return logs.getOrDefault(room, List.of()).stream()
                .flatMap(entry -> textOf(entry).stream())
                .toList();
    }

    /** What the entry says, if it is a message. */
    public static Optional<String> textOf(Entry entry) {
        return entry.draft().event() instanceof Talk.Said(var body)
                ? Optional.of(((tertulia.model.Text) body).text())
                : Optional.empty();
    }

    /** Somebody else says something, to everyone or to one. */
    public synchronized void says(Author author, Optional<Author> to, String text) {
        var room = to.map(other -> direct(author, other)).orElse(RoomId.LOBBY);
        append(room, new Draft(author, newId(), new Talk.Said(tertulia.model.Text.of(text))));
    }

    /** Somebody of this name, always the same. */
    public static Author somebody(String name) {
        return new Author(new UserId(name.hashCode(), 7), new Handle(name));
    }

    /** Who has this name, if they said hello. */
    public synchronized Optional<Author> known(String name) {
        return users.values().stream()
                .filter(user -> user.handle().text().equals(name))
                .findFirst();
    }

    /** Says goodbye to all. */
    public synchronized void bye(Notice.Reason reason) {
        for (var caller : List.copyOf(callers)) {
            caller.tell(new Notice.Bye(reason));
            caller.cut();
        }
    }

    /** Sends all who are connected this line, whatever it is. */
    public synchronized void line(String line) {
        for (var caller : List.copyOf(callers)) caller.line(line.getBytes(StandardCharsets.UTF_8));
    }

    /** Cuts all connections. */
    public synchronized void cut() {
        var all = List.copyOf(callers);
        callers.clear(); // So that nobody is told of the others.
        all.forEach(Caller::cut);
        for (var stranger : sockets) {
            try {
                stranger.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** Cuts all connections and takes no new ones. */
    public synchronized void stop() {
        try {
            door.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        cut();
    }

    /** Takes connections again, at the same address. */
    public synchronized void restart() {
        door = open(door.getLocalPort());
    }

    @Override
    public void close() {
        stop();
    }

    private MessageId newId() {
        return MessageId.make(Instant.now(), random);
    }

    private RoomId direct(Author one, Author other) {
        var room = RoomId.direct(one.id(), other.id());
        if (directs.putIfAbsent(room, List.of(one, other)) == null) {
            logs.put(room, new ArrayList<>());
            for (var caller : callers) {
                if (caller.mayRead(room)) caller.tell(new Notice.Opened(caller.info(room)));
            }
            append(room, new Draft(one, newId(), new Change.Created(List.of(one, other))));
        }
        return room;
    }

    private Entry append(RoomId room, Draft draft) {
        var log = log(room);
        var entry = new Entry(room, log.size() + 1, Instant.ofEpochMilli(1_000_000 + log.size()), draft);
        log.add(entry);
        for (var caller : List.copyOf(callers)) {
            if (!caller.mayRead(room)) continue;
            if (hits(faults.gap)) continue;
            long prev = hits(faults.overlap) ? random.nextLong(entry.seq()) : entry.seq() - 1;
            caller.tell(new Notice.Heard(room, prev, List.copyOf(log.subList((int) prev, log.size()))));
        }
        return entry;
    }

    private List<Entry> log(RoomId room) {
        return Objects.requireNonNull(logs.get(room));
    }

    private boolean hits(double often) {
        return random.nextDouble() < often;
    }

    /** One connection. */
    private final class Caller {
        private final Socket socket;
        private @Nullable Author you;

        /** Rooms of which the caller was not told yet, and how far it knew its rooms. */
        private final List<Notice.RoomInfo> rest = new ArrayList<>();

        private Map<RoomId, Long> cursors = Map.of();
        private boolean resumes;

        Caller(Socket socket) {
            this.socket = socket;
        }

        private Author me() {
            return Objects.requireNonNull(you);
        }

        void live() {
            try (socket) {
                var lines = new Lines(socket.getInputStream(), 1 << 20);
                for (byte[] line = lines.next(); line != null; line = lines.next()) {
                    if (!(CommandJson.read(line) instanceof CommandJson.Read.Asked(var ref, var command))) {
                        throw new IllegalStateException("no command: " + new String(line, StandardCharsets.UTF_8));
                    }
                    synchronized (FakeServer.this) {
                        if (!mute && !socket.isClosed()) obey(ref, command);
                    }
                }
            } catch (IOException e) {
                // Cut, by one side or the other.
            } finally {
                synchronized (FakeServer.this) {
                    cut();
                }
            }
        }

        private void obey(String ref, Command command) {
            switch (command) {
                case Command.Hello hello -> hello(ref, hello);
                case Command.Say say -> {
                    if (hits(faults.cut)) cut();
                    else if (hits(faults.busy)) tell(new Notice.Refused(ref, Refusal.of(Refusal.Code.BUSY), say.id()));
                    else say(ref, say);
                }
                case Command.History history -> history(ref, history);
                case Command.Rooms() -> {
                    var page = nextRooms();
                    tell(new Notice.Rooms(ref, page, !rest.isEmpty()));
                    catchUp(page);
                }
                case Command.Who who -> whole();
                case Command.Hand hand -> {}
                case Command.Check check ->
                    check(ref, check.name(), check.token().map(users::get));
                case Command.Typing(var room) -> {
                    for (var caller : callers) if (caller != this) caller.tell(new Notice.Typing(room, me()));
                }
                case Command.Ping ping -> tell(new Notice.Ponged(ref));
                case Command.Quit(boolean forGood) -> {
                    if (forGood) forget(me().handle().text());
                    tell(new Notice.Bye(Notice.Reason.QUIT));
                    cut();
                }
                case Command.Pong pong -> {}
                case Command.Enter enter -> {}
                case Command.Exit exit -> {}
            }
        }

        private void check(String ref, String name, Optional<Author> asking) {
            boolean others = known(name).isPresent() && !known(name).equals(asking);
            if (taken.contains(name) || others) {
                tell(new Notice.Refused(ref, Refusal.of(Refusal.Code.NAME_TAKEN, name), Optional.empty()));
            } else tell(new Notice.Free(ref, name));
        }

        private void hello(String ref, Command.Hello hello) {
            hellos.add(hello);
            var before = hello.token().or(() -> hello.id().map(tokensOfHellos::get));
            var known = before.map(users::get);
            if (hello.token().isPresent() && known.isEmpty()) {
                tell(new Notice.Refused(ref, Refusal.of(Refusal.Code.TOKEN), Optional.empty()));
                return;
            }
            String name =
                    hello.name().orElseGet(() -> known.orElseThrow().handle().text());
            if (Handle.judge(name, limits) instanceof Handle.Judged.Bad(var refusal)) {
                tell(new Notice.Refused(ref, refusal, Optional.empty()));
                return;
            }
            boolean other = users.values().stream()
                    .anyMatch(user -> user.handle().text().equals(name)
                            && !known.map(user::equals).orElse(false));
            if (taken.contains(name) || other) {
                tell(new Notice.Refused(ref, Refusal.of(Refusal.Code.NAME_TAKEN, name), Optional.empty()));
                return;
            }
            String token = before.orElseGet(() -> "token" + random.nextLong());
            var me = new Author(
                    known.map(Author::id).orElseGet(() -> new UserId(random.nextLong(), random.nextLong())),
                    new Handle(name));
            you = me;
            users.put(token, me);
            hello.id().ifPresent(id -> tokensOfHellos.put(id, token));
            if (welcomesToLose > 0) {
                welcomesToLose--;
                cut();
                return;
            }
            rest.clear();
            logs.keySet().stream().filter(this::mayRead).map(this::info).forEach(rest::add);
            hello.cursors().ifPresent(seqs -> cursors = seqs);
            resumes = hello.cursors().isPresent();
            var rooms = nextRooms();
            boolean more = !rest.isEmpty();
            tell(new Notice.Welcome(ref, new Notice.Server("Fake", "0"), me, token, limits.told(), rooms, more));
            presence++;
            for (var caller : List.copyOf(callers)) {
                caller.tell(new Notice.PresenceChanged(presence, List.of(me), List.of()));
            }
            callers.add(this);
            whole();
            catchUp(rooms);
        }

        /** The next of the rooms: as many as a page holds. */
        private List<Notice.RoomInfo> nextRooms() {
            var page = List.copyOf(rest.subList(0, Math.min(rest.size(), roomsAtOnce)));
            rest.subList(0, page.size()).clear();
            return page;
        }

        private void catchUp(List<Notice.RoomInfo> rooms) {
            for (var info : rooms) {
                long end = log(info.room()).size();
                long usual = info.room().equals(RoomId.LOBBY) || !resumes ? end : 0;
                catchUp(info.room(), cursors.getOrDefault(info.room(), usual));
            }
        }

        private void catchUp(RoomId room, long from) {
            var log = log(room);
            for (long at = from; at < log.size(); ) {
                long to = Math.min(log.size(), at + 1 + random.nextInt(7));
                if (hits(faults.cut)) {
                    cut();
                    return;
                }
                if (!hits(faults.gap)) tell(new Notice.Heard(room, at, List.copyOf(log.subList((int) at, (int) to))));
                at = to;
            }
            tell(new Notice.CaughtUp(room, log.size()));
        }

        private void say(String ref, Command.Say say) {
            if (tooFast()) {
                tell(new Notice.Refused(ref, Refusal.of(Refusal.Code.TOO_FAST, 1), say.id()));
                tell(new Notice.Bye(Notice.Reason.RULES));
                cut();
                return;
            }
            Optional<RoomId> room = room(say.to());
            if (room.isEmpty()) {
                var refusal = say.to() instanceof Command.Target.To
                        ? Refusal.of(Refusal.Code.GONE)
                        : Refusal.of(Refusal.Code.NOBODY, say.to());
                tell(new Notice.Refused(ref, refusal, say.id()));
                return;
            }
            var id = say.id().orElseThrow();
            var draft = new Draft(me(), id, new Talk.Said(say.body()));
            var entry = log(room.get()).stream()
                    .filter(old -> old.draft().repeats(draft))
                    .findFirst()
                    .orElseGet(() -> append(room.get(), draft));
            if (hits(faults.cut)) cut();
            else tell(new Notice.Acked(ref, id, room.get(), entry.seq(), entry.at()));
        }

        private Optional<RoomId> room(Command.Target target) {
            return switch (target) {
                case Command.Target.In(var room) -> Optional.of(room);
                case Command.Target.To(var id) ->
                    Stream.concat(
                                    users.values().stream(),
                                    directs.values().stream().flatMap(List::stream))
                            .filter(user -> user.id().equals(id) && !gone.contains(id))
                            .findFirst()
                            .map(user -> direct(me(), user));
                case Command.Target.Named(var name) ->
                    Handle.isAll(name) ? Optional.of(RoomId.LOBBY) : known(name).map(user -> direct(me(), user));
            };
        }

        /** The server's own rule, strictly. */
        private boolean tooFast() {
            long perSecond = limits.of(Limit.SAY_PER_SECOND);
            if (perSecond == 0) return false;
            double burst = (double) limits.of(Limit.SAY_BURST);
            double now = System.nanoTime() / 1e9;
            double[] bucket = buckets.computeIfAbsent(me().id(), id -> new double[] {burst, now});
            bucket[0] = Math.min(burst, bucket[0] + (now - bucket[1]) * perSecond);
            bucket[1] = now;
            return --bucket[0] < 0;
        }

        private void history(String ref, Command.History asked) {
            if (historyRefused.isPresent()) {
                historyRefusals++;
                tell(new Notice.Refused(ref, Refusal.of(historyRefused.get()), Optional.empty()));
                return;
            }
            var log = log(asked.room());
            int end = asked.before().isPresent() ? (int) asked.before().getAsLong() - 1 : log.size();
            int from = asked.after().isPresent() ? (int) asked.after().getAsLong() : Math.max(0, end - asked.limit());
            int to = Math.min(end, from + asked.limit());
            tell(new Notice.Page(ref, asked.room(), List.copyOf(log.subList(from, to)), to < log.size()));
        }

        private void whole() {
            var now = callers.stream()
                    .flatMap(caller -> Optional.ofNullable(caller.you).stream())
                    .toList();
            tell(new Notice.Present(presence, now, false));
        }

        Notice.RoomInfo info(RoomId room) {
            var with = directs.getOrDefault(room, List.of()).stream()
                    .filter(member -> !member.id().equals(me().id()))
                    .findFirst();
            return new Notice.RoomInfo(room, with, log(room).size());
        }

        boolean mayRead(RoomId room) {
            if (you == null) return false;
            var id = you.id();
            return room.equals(RoomId.LOBBY)
                    || directs.getOrDefault(room, List.of()).stream()
                            .anyMatch(member -> member.id().equals(id));
        }

        void tell(Notice notice) {
            if (!mute) line(NoticeJson.write(notice));
        }

        void line(byte[] json) {
            try {
                OutputStream out = socket.getOutputStream();
                byte[] line = java.util.Arrays.copyOf(json, json.length + 1);
                line[json.length] = '\n';
                out.write(line);
            } catch (IOException e) {
                cut();
            }
        }

        void cut() {
            try {
                socket.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            if (!callers.remove(this) || you == null) return;
            presence++;
            var forGood = gone.contains(you.id()) ? List.of(you.id()) : List.<UserId>of();
            for (var caller : List.copyOf(callers)) {
                caller.tell(new Notice.PresenceChanged(presence, List.of(), List.of(you), forGood));
            }
        }
    }
}
