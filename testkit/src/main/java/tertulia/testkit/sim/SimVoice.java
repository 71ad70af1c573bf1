package tertulia.testkit.sim;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tertulia.core.Network;
import tertulia.core.Session;
import tertulia.core.Shared;
import tertulia.core.Voice;
import tertulia.model.Author;
import tertulia.model.Command;
import tertulia.model.Limit;
import tertulia.model.Notice;

/** A connection: a socket that fills and drains, with a client at its other end until it is cut. */
final class SimVoice implements Voice {
    private final Scene scene;
    private final SimNode node;
    private final SimClient client;
    private final Schedule.SimLane lane;
    private final ArrayDeque<Notice> outgoing = new ArrayDeque<>();
    private final ArrayDeque<Sent> incoming = new ArrayDeque<>();
    private @Nullable Session session;
    private @Nullable Author author;
    private int fill;
    private boolean full;
    private boolean draining;
    private boolean reading = true;
    private final Set<String> unanswered = new HashSet<>();
    private boolean finished;
    private boolean cut;
    private boolean ended;

    private record Sent(String ref, Command command) {}

    SimVoice(Scene scene, SimNode node, int lane, SimClient client) {
        this.scene = scene;
        this.node = node;
        this.client = client;
        this.lane = node.lane(lane);
        this.lane.run(() -> {
            session = node.node()
                    .open(lane, this, "client-" + client.number(), Network.free("net-" + client.number() % 3));
            take();
        });
    }

    // ---- what the core calls --------------------------------------------------------------------------------

    @Override
    public String front() {
        return "simulated";
    }

    @Override
    public void tell(Notice notice) {
        Flaw.unless(!ended, "told after the end: %s", notice);
        if (scene.isHostile() && scene.schedule().chance(scene.swarm().voiceThrows)) throw new Planned();
        if (full) Flaw.unless(!(notice instanceof Notice.Heard), "entries for a full socket");
        if (notice instanceof Notice.Reply reply) unanswered.remove(reply.ref());
        if (notice instanceof Notice.Welcome welcome) welcomed(welcome.you());
        outgoing.add(notice);
        fill += size(notice);
        if (fill >= scene.swarm().highMark) full = true;
        drainLater();
    }

    @Override
    public void tell(Shared shared) {
        tell(shared.notice());
    }

    private void welcomed(Author you) {
        author = you;
        for (var other : node.voices()) {
            if (other.ended || other.author == null || other == this) continue;
            boolean sameName =
                    other.author.handle().folded().equals(you.handle().folded());
            Flaw.unless(!sameName || other.author.id().equals(you.id()), "two users are called %s", you.handle());
        }
    }

    private static int size(Notice notice) {
        return notice instanceof Notice.Heard heard ? heard.entries().size() : 1;
    }

    @Override
    public boolean writable() {
        return !full;
    }

    @Override
    public void reading(boolean on) {
        Flaw.unless(reading != on, "reading is %s already", on);
        reading = on;
        scene.schedule().trace("client %d is read: %s", client.number(), on);
        if (on) lane.run(this::take);
    }

    @Override
    public void close() {
        Flaw.unless(!ended, "closed twice");
        ended = true;
        node.voices().remove(this);
        drainLater();
    }

    @Override
    public boolean resumes() {
        return client.resumes();
    }

    // ---- the wire -------------------------------------------------------------------------------------------

    /** The client sends nothing more, but listens on. */
    void finish() {
        finished = true;
        lane.run(this::take);
    }

    /** What the client sends; it arrives sometime, if the core reads. */
    void send(String ref, Command command) {
        incoming.add(new Sent(ref, command));
        lane.run(this::take);
    }

    private void take() {
        while (session != null && reading && !ended && !incoming.isEmpty()) {
            long most = Math.max(1, scene.swarm().of(Limit.UNANSWERED));
            Flaw.unless(unanswered.size() < most, "it still reads while unanswered are %s", unanswered);
            var sent = incoming.removeFirst();
            switch (sent.command()) {
                case Command.Hello _,
                        Command.Check _,
                        Command.Ping _,
                        Command.Say _,
                        Command.History _,
                        Command.Rooms _ -> unanswered.add(sent.ref());
                case Command.Enter _,
                        Command.Exit _,
                        Command.Who _,
                        Command.Typing _,
                        Command.Hand _,
                        Command.Pong _,
                        Command.Quit _ -> {}
            }
            scene.schedule().trace("client %d's %s arrives", client.number(), sent.ref());
            session.command(sent.ref(), sent.command());
            if (scene.schedule().dice().nextInt(3) == 0) {
                lane.run(this::take);
                return;
            }
        }
        if (finished && session != null && reading && !ended && !full && incoming.isEmpty()) session.finish();
    }

    private void drainLater() {
        if (draining || cut || client.isStalled()) return;
        draining = true;
        int slow = scene.isHostile() ? scene.schedule().dice().nextInt(20) : 0;
        if (slow == 1) lane.after(Duration.ofMillis(500), this::drain);
        else if (slow < 4) lane.after(Duration.ofMillis(slow), this::drain);
        else lane.run(this::drain);
    }

    private void drain() {
        draining = false;
        if (cut || client.isStalled()) return;
        for (int i = 1 + scene.schedule().dice().nextInt(6); i > 0 && !outgoing.isEmpty(); i--) {
            var notice = outgoing.removeFirst();
            fill -= size(notice);
            client.hear(this, notice);
            if (cut) return;
        }
        if (full && fill <= scene.swarm().lowMark) {
            full = false;
            if (session != null && !ended) session.writable();
            lane.run(this::take);
        }
        if (!outgoing.isEmpty()) drainLater();
        else if (ended) {
            cutNow();
        }
    }

    /** The client reads again. */
    void resume() {
        lane.run(this::drainLater);
    }

    /** The connection breaks; the core learns of it sooner or later. */
    void cut() {
        if (cut) return;
        cutNow();
        var dice = scene.schedule().dice();
        Runnable notice = () -> {
            if (ended) return;
            ended = true;
            node.voices().remove(this);
            if (session != null) session.closed();
        };
        if (dice.nextBoolean()) lane.run(notice);
        else lane.after(Duration.ofMillis(dice.nextInt(dice.nextInt(4) == 0 ? 12_000 : 300)), notice);
    }

    /** The server's process is gone. */
    void broken() {
        ended = true;
        if (!cut) cutNow();
    }

    private void cutNow() {
        cut = true;
        node.sockets().remove(this);
        client.lost(this);
    }
}
