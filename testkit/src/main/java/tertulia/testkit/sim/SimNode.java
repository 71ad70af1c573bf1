package tertulia.testkit.sim;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.random.RandomGenerator;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import tertulia.core.Node;
import tertulia.core.Settings;
import tertulia.core.Watch;
import tertulia.core.World;
import tertulia.core.port.Lane;
import tertulia.model.Author;
import tertulia.model.Entry;
import tertulia.model.Notice;
import tertulia.model.Refusal;
import tertulia.model.UserId;

/** A process of the server, which can be killed and started again over the same log. */
final class SimNode {
    private static final SecretKeySpec KEY = new SecretKeySpec(new byte[32], "HmacSHA256");

    private final Scene scene;
    private final Set<SimVoice> voices = new LinkedHashSet<>();
    private final Set<SimVoice> sockets = new LinkedHashSet<>();
    private final List<Schedule.SimLane> lanes = new ArrayList<>();
    private Map<UserId, Author> watched = new LinkedHashMap<>();
    private @Nullable Node node;
    private boolean up;

    SimNode(Scene scene) {
        this.scene = scene;
    }

    void start() {
        var schedule = scene.schedule();
        for (int i = 0; i < scene.swarm().lanes; i++) lanes.add(schedule.lane());
        watched = new LinkedHashMap<>();
        var world = new World(
                List.<Lane>copyOf(lanes),
                scene.log(),
                scene.directory(),
                schedule,
                () -> (RandomGenerator) schedule.dice().split(),
                scene.swarm().budget());
        var settings = new Settings(new Notice.Server("sim", "0"), scene.swarm().limits, KEY);
        var started = new Node(world, settings, new Lookout(watched));
        node = started;
        started.start().thenRun(() -> {
            if (node == started) up = true;
        });
    }

    /** Like {@code kill -9}: nothing that waited in memory happens any more. */
    void kill() {
        up = false;
        if (scene.isAlone()) scene.log().crash();
        lanes.forEach(Schedule.SimLane::kill);
        lanes.clear();
        var all = List.copyOf(sockets);
        voices.clear();
        sockets.clear();
        all.forEach(SimVoice::broken);
    }

    SimVoice connect(SimClient client) {
        var voice = new SimVoice(scene, this, scene.schedule().dice().nextInt(lanes.size()), client);
        voices.add(voice);
        sockets.add(voice);
        return voice;
    }

    boolean isUp() {
        return up;
    }

    Node node() {
        return Objects.requireNonNull(node);
    }

    Schedule.SimLane lane(int number) {
        return lanes.get(number);
    }

    /** Connections the core believes to be alive. */
    Set<SimVoice> voices() {
        return voices;
    }

    /** Connections with somebody at the other end. */
    Set<SimVoice> sockets() {
        return sockets;
    }

    /** Who is there, as the console saw it. */
    Map<UserId, Author> watched() {
        return watched;
    }

    private final class Lookout implements Watch {
        private final Map<UserId, Author> there;

        Lookout(Map<UserId, Author> there) {
            this.there = there;
        }

        @Override
        public void joined(Author user, String address) {
            Flaw.unless(there.put(user.id(), user) == null, "%s joined twice", user);
        }

        @Override
        public void left(Author user) {
            Flaw.unless(there.remove(user.id(), user), "%s left but was not there", user);
        }

        @Override
        public void refused(String name, String address, Refusal why) {}

        @Override
        public void kicked(Author user) {}

        @Override
        public void passed(Entry entry, List<Author> members) {
            Flaw.unless(
                    entry.equals(scene.log().entry(entry.room(), entry.seq())), "passed but not in the log: %s", entry);
            if (scene.isHostile() && scene.schedule().chance(scene.swarm().watchThrows)) throw new Planned();
        }
    }
}
