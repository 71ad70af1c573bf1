package tertulia.testkit.sim;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import tertulia.core.Budget;
import tertulia.core.Network;
import tertulia.core.Node;
import tertulia.core.Session;
import tertulia.core.Settings;
import tertulia.core.Shared;
import tertulia.core.Voice;
import tertulia.core.Watch;
import tertulia.core.World;
import tertulia.core.port.Lane;
import tertulia.model.Command;
import tertulia.model.Limit;
import tertulia.model.Limits;
import tertulia.model.Notice;
import tertulia.model.Refusal;
import tertulia.model.RoomId;
import tertulia.model.Text;

/** A node without faults, for tests that say themselves what happens and when: time passes only when they let it. */
final class Stage {
    private static final int LANES = 3;
    private static final int MOST_STEPS = 1_000_000;

    private final Limits limits;
    private final SplittableRandom dice;
    private final Schedule schedule;
    private final SimLog log;
    private final SimDirectory directory;
    private final List<Schedule.SimLane> lanes = new ArrayList<>();
    private Node node;
    private int opened;

    Stage(Map<Limit, Long> set) {
        this(set, 1);
    }

    Stage(Map<Limit, Long> set, long seed) {
        limits = Limits.with(set);
        dice = new SplittableRandom(seed);
        var swarm = new Swarm(dice.split());
        schedule = new Schedule(dice, false);
        log = new SimLog(schedule, swarm);
        directory = new SimDirectory(schedule, swarm, log);
        log.heal(true);
        directory.heal(true);
        node = started();
    }

    private Node started() {
        lanes.clear();
        for (int i = 0; i < LANES; i++) lanes.add(schedule.lane());
        var world = new World(
                List.<Lane>copyOf(lanes),
                log,
                directory,
                schedule,
                () -> (RandomGenerator) dice.split(),
                Budget.ofThisProcess());
        var key = new SecretKeySpec(new byte[32], "HmacSHA256");
        var started = new Node(world, new Settings(new Notice.Server("stage", "0"), limits, key), Watch.NOBODY);
        started.start();
        settle();
        return started;
    }

    /** Like {@code kill -9}, and another start over the same data. */
    void restart() {
        lanes.forEach(Schedule.SimLane::kill);
        node = started();
    }

    /** Everything happens that can happen at this moment. */
    void settle() {
        schedule.settle(Duration.ZERO, MOST_STEPS);
    }

    void pass(Duration time) {
        schedule.settle(time, MOST_STEPS);
    }

    /** How many timers are set, each of which keeps something alive. */
    int timers() {
        return schedule.timers();
    }

    /** Somebody connects, from a network of this name, and says nothing yet. */
    Guest connect(String network) {
        return connect(Network.free(network));
    }

    Guest connect(Network network) {
        return new Guest(network, true);
    }

    /** A new guest of this name, who is in. */
    Guest join(String name, String network) {
        var guest = connect(network);
        guest.hello(Optional.of(name), Optional.empty(), Optional.empty());
        return guest;
    }

    /** Somebody with nc, who cannot come back. */
    Guest visitor(String name, String network) {
        var guest = new Guest(Network.free(network), false);
        guest.hello(Optional.of(name), Optional.empty(), Optional.empty());
        return guest;
    }

    /** A connection that takes whatever it is told, and says what it has to say when it is read. */
    final class Guest implements Voice {
        final List<Notice> told = new ArrayList<>();
        private final ArrayDeque<Command> unsaid = new ArrayDeque<>();
        private final Schedule.SimLane lane;
        private final boolean resumes;
        private @Nullable Session session;
        private boolean reading = true;
        boolean closed;

        private Guest(Network network, boolean resumes) {
            this.resumes = resumes;
            int number = opened++ % LANES;
            lane = lanes.get(number);
            lane.run(() -> {
                session = node.open(number, this, "somewhere", network);
                take();
            });
            settle();
        }

        void hello(Optional<String> name, Optional<String> token, Optional<Map<RoomId, Long>> cursors) {
            send(new Command.Hello(1, name, token, Optional.empty(), cursors, true));
        }

        /** The same user again, on a new connection. */
        Guest again(String network) {
            return again(network, Optional.empty());
        }

        Guest again(String network, Optional<Map<RoomId, Long>> cursors) {
            var guest = connect(network);
            guest.hello(Optional.empty(), Optional.of(welcome().token()), cursors);
            return guest;
        }

        void send(Command command) {
            unsaid.add(command);
            lane.run(this::take);
            settle();
        }

        void say(Command.Target to, String text) {
            send(new Command.Say(to, Optional.empty(), Text.of(text)));
        }

        void sayToAll(String text) {
            say(new Command.Target.In(RoomId.LOBBY), text);
        }

        /** The connection breaks. */
        void breakOff() {
            var open = session;
            if (open != null) lane.run(open::closed);
            settle();
        }

        void quit() {
            send(new Command.Quit(false));
        }

        private void take() {
            var open = session;
            while (open != null && reading && !closed && !unsaid.isEmpty()) {
                long pause = open.pause();
                if (pause > 0) {
                    lane.after(Duration.ofNanos(pause), this::take);
                    return;
                }
                open.command("", unsaid.removeFirst());
            }
        }

        Notice.Welcome welcome() {
            return told(Notice.Welcome.class).getFirst();
        }

        boolean isWelcome() {
            return !told(Notice.Welcome.class).isEmpty();
        }

        <T> List<T> told(Class<T> kind) {
            return told.stream().filter(kind::isInstance).map(kind::cast).toList();
        }

        List<Refusal.Code> refused() {
            return told(Notice.Refused.class).stream()
                    .map(refused -> refused.refusal().code())
                    .toList();
        }

        int acks() {
            return told(Notice.Acked.class).size();
        }

        /** What was said in rooms, by room, in order. */
        Map<RoomId, List<String>> heard() {
            var texts = new HashMap<RoomId, List<String>>();
            for (var heard : told(Notice.Heard.class)) {
                for (var entry : heard.entries()) {
                    if (!(entry.draft().event() instanceof tertulia.model.Talk.Said(Text text))) continue;
                    texts.computeIfAbsent(heard.room(), _ -> new ArrayList<>()).add(text.text());
                }
            }
            return texts;
        }

        @Override
        public void tell(Notice notice) {
            told.add(notice);
        }

        @Override
        public void tell(Shared shared) {
            tell(shared.notice());
        }

        @Override
        public boolean writable() {
            return true;
        }

        @Override
        public void reading(boolean on) {
            reading = on;
            if (on) lane.run(this::take);
        }

        @Override
        public void close() {
            closed = true;
        }

        @Override
        public String front() {
            return "stage";
        }

        @Override
        public boolean resumes() {
            return resumes;
        }
    }
}
