package tertulia.testkit.sim;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import tertulia.model.Author;
import tertulia.model.Command.Target.In;
import tertulia.model.Limit;
import tertulia.model.MessageId;
import tertulia.model.Refusal;
import tertulia.model.RoomId;
import tertulia.model.RoomKind;
import tertulia.model.Talk;
import tertulia.model.Text;
import tertulia.model.UserId;

/**
 * One run of the core: nodes, clients and faults as the seed has it, checked all the way; now and then everything is
 * healed and must come to rest with everyone having heard everything.
 */
public final class Simulation {
    private static final int MOST_STEPS = 200_000;

    private final Scene scene;
    private final Schedule schedule;
    private final Swarm swarm;
    private final List<CompletableFuture<Optional<Refusal>>> announced = new ArrayList<>();

    private Simulation(long seed, boolean traced) {
        var dice = new SplittableRandom(seed);
        swarm = new Swarm(dice.split());
        schedule = new Schedule(dice, traced);
        scene = new Scene(schedule, swarm);
        for (int i = 0; i < swarm.nodes; i++) scene.nodes().add(new SimNode(scene));
        for (int i = 0; i < swarm.clients; i++) scene.clients().add(new SimClient(scene, i, dice.nextInt(5) > 0));
    }

    /** Runs the seed; throws AssertionError on what must never be. Returns the steps it took. */
    public static long run(long seed, boolean traced) {
        try (var _ = new BugTrap()) {
            return new Simulation(seed, traced).run();
        }
    }

    private long run() {
        scene.nodes().forEach(SimNode::start);
        schedule.settle(Duration.ofSeconds(3), MOST_STEPS);
        for (int round = 0; round < swarm.rounds; round++) {
            act();
            schedule.pass(
                    Duration.ofMillis(schedule.dice().nextInt(schedule.dice().nextInt(10) == 0 ? 3000 : 30)));
            for (int i = schedule.dice().nextInt(40); i > 0; i--) schedule.step();
            if (schedule.dice().nextInt(swarm.quietEvery) == 0) quiet(false);
        }
        quiet(true);
        checkLog();
        checkConsole();
        if (schedule.dice().nextInt(4) == 0) stop();
        else leave();
        return schedule.steps();
    }

    private void act() {
        var dice = schedule.dice();
        var client = schedule.any(scene.clients());
        client.connect();
        if (schedule.chance(swarm.restart)) restart();
        if (schedule.chance(swarm.cut)) client.cut();
        if (schedule.chance(swarm.stall)) client.stall(true);
        if (swarm.jumpyClock && dice.nextInt(20) == 0) schedule.jump(dice.nextLong(-5000, 5000));
        if (swarm.wrongClock && dice.nextInt(50) == 0) schedule.jump(dice.nextLong(-900_000, 900_000));
        switch (dice.nextInt(16)) {
            case 0 -> client.stall(false);
            case 1 -> client.move();
            case 2 -> client.browse();
            case 3 -> client.who();
            case 4 -> client.repeat();
            case 5 -> client.explore();
            case 6 -> {
                if (dice.nextInt(4) == 0) client.quit();
            }
            case 7 -> {
                if (dice.nextInt(20) == 0) kick(client);
                else if (dice.nextInt(3) == 0) announce();
                else if (dice.nextInt(3) == 0) client.finish();
                else client.mumble();
            }
            default -> {
                for (int i = dice.nextInt(4); i >= 0; i--) client.speak();
            }
        }
    }

    private void kick(SimClient client) {
        client.present()
                .ifPresent(author -> scene.nodes()
                        .forEach(node -> node.node().kick(author.handle().text())));
    }

    private void announce() {
        var node = schedule.any(scene.nodes());
        if (!node.isUp()) return;
        var text = "server " + announced.size();
        var id = new MessageId(0, announced.size());
        scene.said().put(text, new Said(UserId.SERVER, Optional.of(id), new In(RoomId.LOBBY), text, false));
        announced.add(node.node().announce(Text.of(text)).toCompletableFuture());
    }

    private void restart() {
        var node = schedule.any(scene.nodes());
        if (!node.isUp()) return;
        schedule.trace("a node is killed");
        node.kill();
        node.start();
    }

    // ---- quiet points ---------------------------------------------------------------------------------------

    /** Heals everything, lets it settle, and looks whether all is as it should be. */
    private void quiet(boolean last) {
        schedule.trace("quiet");
        scene.hostile(false);
        for (var client : scene.clients()) client.stall(false);
        schedule.settle(Duration.ofSeconds(10), MOST_STEPS);
        for (var client : scene.clients()) if (last) client.connect();
        schedule.settle(Duration.ofSeconds(30), MOST_STEPS);
        scene.clients().forEach(SimClient::checkLive);
        scene.clients().forEach(SimClient::explore);
        long look = swarm.of(Limit.HEAD_LOOK_SECONDS);
        long wait = 5 + (look == Swarm.NEVER_SECONDS ? 0 : 2 * look) + swarm.of(Limit.BACK_SECONDS);
        schedule.settle(Duration.ofSeconds(wait), MOST_STEPS);
        scene.clients().forEach(client -> check(client, last));
        if (scene.isAlone()) checkPresence();
        scene.hostile(true);
        schedule.trace("quiet no more");
    }

    private void check(SimClient client, boolean last) {
        int number = client.number();
        Flaw.unless(client.isWelcome() || !last, "client %d can't come in", number);
        if (!client.isWelcome()) return;
        Flaw.unless(client.unanswered().isEmpty(), "client %d has no answer to %s", number, client.unanswered());
        Flaw.unless(
                client.outbox().isEmpty(),
                "client %d can't get rid of %d messages",
                number,
                client.outbox().size());
        for (var timeline : client.timelines().values()) {
            if (!timeline.inside) continue;
            long end = scene.log().last(timeline.room);
            Flaw.unless(timeline.at == end, "client %d is at %d of %d in %s", number, timeline.at, end, timeline.room);
            Flaw.unless(timeline.caughtUp, "client %d was not told that it has all of %s", number, timeline.room);
        }
        var you = client.present().orElseThrow();
        for (var room : scene.log().rooms()) {
            if (room.kind() != RoomKind.DIRECT || !scene.log().mayRead(room, you.id())) continue;
            var timeline = client.timelines().get(room);
            boolean told = timeline != null && (timeline.inside || timeline.left);
            Flaw.unless(told || !scene.isAlone(), "client %d was not told of %s", number, room);
        }
    }

    private void checkPresence() {
        var truth = new LinkedHashMap<UserId, Author>();
        for (var client : scene.clients()) client.present().ifPresent(author -> truth.put(author.id(), author));
        for (var client : scene.clients()) {
            if (!client.isWelcome() || !client.resumes()) continue;
            Flaw.unless(
                    client.roster().present().equals(truth),
                    "client %d believes %s to be present, but %s are",
                    client.number(),
                    client.roster().present().values(),
                    truth.values());
        }
        var watched = scene.nodes().getFirst().watched();
        Flaw.unless(watched.equals(truth), "the console saw %s, present are %s", watched, truth);
    }

    /** Everything in the log was said, once; everything acknowledged is in it. */
    private void checkLog() {
        var seen = new LinkedHashMap<String, RoomId>();
        for (var room : scene.log().rooms()) {
            for (long seq = 1; seq <= scene.log().last(room); seq++) {
                var draft = scene.log().entry(room, seq).draft();
                if (!(draft.event() instanceof Talk.Said(Text text))) continue;
                var said = scene.said().get(text.text());
                if (said == null) throw new Flaw("nobody said " + draft);
                Flaw.unless(said.author.equals(draft.author().id()), "somebody else said %s", draft);
                var before = seen.put(text.text(), room);
                Flaw.unless(before == null || said.isByName() && !before.equals(room), "said twice: %s", draft);
            }
        }
        for (var said : scene.said().values())
            Flaw.unless(said.acked == null || seen.containsKey(said.text), "lost: %s", said.text);
    }

    /** The servers stop in the middle of it all: everyone is told, and everything asked is answered. */
    private void stop() {
        for (int i = 0; i < 9; i++) act();
        for (int i = 0; i < 50; i++) schedule.step();
        scene.hostile(false);
        for (var client : scene.clients()) client.giveUp();
        announce();
        var told = scene.nodes().stream()
                .map(node -> node.node().stop().toCompletableFuture())
                .toList();
        announce();
        schedule.settle(Duration.ofSeconds(5), MOST_STEPS);
        Flaw.unless(told.stream().allMatch(CompletableFuture::isDone), "does not stop");
        checkConsole();
        for (var node : scene.nodes()) Flaw.unless(node.voices().isEmpty(), "somebody was not told that it stops");
    }

    private void checkConsole() {
        boolean isAnswered = announced.stream().allMatch(CompletableFuture::isDone);
        Flaw.unless(isAnswered || swarm.restart > 0, "the console has no answer");
    }

    /** Everybody goes; nothing may stay behind. */
    private void leave() {
        scene.hostile(false);
        scene.clients().forEach(SimClient::retire);
        long idle = swarm.of(Limit.BACK_SECONDS)
                + swarm.of(Limit.HANDLE_KEPT_SECONDS)
                + swarm.of(Limit.KICK_SECONDS)
                + 3 * swarm.of(Limit.ROOM_IDLE_SECONDS)
                + 40;
        schedule.settle(Duration.ofSeconds(idle), MOST_STEPS);
        for (var node : scene.nodes()) Insides.checkEmpty(node.node());
    }
}
