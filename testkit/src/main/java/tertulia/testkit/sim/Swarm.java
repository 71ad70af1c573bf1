package tertulia.testkit.sim;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import tertulia.core.Budget;
import tertulia.model.Limit;
import tertulia.model.Limits;

/** What one seed's world is like. Each property is drawn for itself and often absent, so that others show more. */
final class Swarm {
    static final long NEVER_SECONDS = 1_000_000;
    private static final long AMPLE_BYTES = 1 << 30;
    private static final List<Budget.Use> FASTER = List.of(
            Budget.Use.REMEMBERED, Budget.Use.UNPOSTED, Budget.Use.RECENT, Budget.Use.PRESENCE, Budget.Use.OUTPUT);

    final int nodes;
    final int lanes;
    final int clients;
    final int rounds;
    /** A quiet point comes in so many rounds, about. */
    final int quietEvery;

    final double readFails;
    final double appendFails;
    final double ackLost;
    final double hintLost;
    final double hintTwice;
    final double slow;
    final double directoryFails;
    final double directoryKeepFails;
    final double cut;
    final double restart;
    final double stall;
    final double watchThrows;
    final double voiceThrows;
    final int highMark;
    final int lowMark;
    final boolean jumpyClock;
    /** Its clock is set by many minutes, now and then. */
    final boolean wrongClock;

    final Limits limits;
    private final Map<Budget.Use, Long> memory = new EnumMap<>(Budget.Use.class);

    Swarm(SplittableRandom dice) {
        nodes = dice.nextInt(3) == 0 ? 2 : 1;
        lanes = 1 + dice.nextInt(4);
        clients = 2 + dice.nextInt(6);
        quietEvery = dice.nextBoolean() ? 15 : 100;
        rounds = 60 + dice.nextInt(240);
        readFails = rate(dice, 0, 0, 0.02, 0.1, 0.8);
        appendFails = rate(dice, 0, 0, 0.05, 0.2, 0.9);
        ackLost = rate(dice, 0, 0, 0.05, 0.2, 0.5);
        hintLost = rate(dice, 0, 0.1, 0.5, 1);
        hintTwice = rate(dice, 0, 0.1, 0.5);
        slow = rate(dice, 0, 0.05, 0.3);
        directoryFails = rate(dice, 0, 0, 0, 0.05, 0.2);
        directoryKeepFails = rate(dice, 0, 0, 0, 0.2);
        cut = rate(dice, 0, 0.02, 0.1, 0.3);
        restart = rate(dice, 0, 0, 0, 0.01, 0.03);
        stall = rate(dice, 0, 0.05, 0.3);
        watchThrows = rate(dice, 0, 0, 0, 0, 0.03);
        voiceThrows = rate(dice, 0, 0, 0, 0, 0.003);
        highMark = 1 + dice.nextInt(dice.nextBoolean() ? 8 : 60);
        lowMark = dice.nextInt(highMark);
        jumpyClock = dice.nextInt(3) == 0;
        wrongClock = dice.nextInt(6) == 0;
        var drawn = limits(dice);
        // Only a lost hint needs a look at the head to be made good; nothing else may.
        if (hintLost == 0) drawn.put(Limit.HEAD_LOOK_SECONDS, NEVER_SECONDS);
        limits = Limits.with(drawn);
        for (var use : Budget.Use.values()) memory.put(use, AMPLE_BYTES);
        // What is only kept so that things are faster may be kept by nobody; the rest is enough for one at least.
        for (var use : FASTER) if (dice.nextInt(3) == 0) memory.put(use, dice.nextLong(3000));
        if (dice.nextInt(3) == 0) memory.put(Budget.Use.WAITING, dice.nextLong(2000, 6000));
    }

    /** The memory of a node, of which each has its own. */
    Budget budget() {
        return Budget.of(memory::get);
    }

    private static Map<Limit, Long> limits(SplittableRandom dice) {
        var limits = new EnumMap<Limit, Long>(Limit.class);
        draw(dice, limits, Limit.RECENT_BATCHES, 0, 1, 2, 16);
        draw(dice, limits, Limit.REMEMBERED_IDS, 0, 1, 5, 2048);
        draw(dice, limits, Limit.ENTERING_SESSIONS, 1, 2, 16);
        draw(dice, limits, Limit.BACK_SECONDS, 0, 1, 10);
        draw(dice, limits, Limit.HANDLE_KEPT_SECONDS, 0, 3, 30);
        draw(dice, limits, Limit.PRESENCE_CHANGES_PER_SECOND, 0, 1, 3, 20);
        draw(dice, limits, Limit.PRESENT_USERS, 0, 1, 2, 500);
        draw(dice, limits, Limit.CATCH_UP_ENTRIES, 0, 2, 5, 128);
        draw(dice, limits, Limit.CATCH_UP_READS, 0, 1, 2, 8);
        draw(dice, limits, Limit.APPEND_DRAFTS, 0, 2, 512);
        draw(dice, limits, Limit.WAITING_DRAFTS, 0, 2, 4, 4096, 4096);
        draw(dice, limits, Limit.UNANSWERED, 0, 1, 2, 64);
        draw(dice, limits, Limit.ROOMS_AT_HELLO, 1, 2, 5, 1000, 1000);
        draw(dice, limits, Limit.HISTORY_ENTRIES, 0, 3, 200);
        draw(dice, limits, Limit.ROOM_IDLE_SECONDS, 0, 1, 5, 60);
        draw(dice, limits, Limit.HEAD_LOOK_SECONDS, 0, 2, 15);
        draw(dice, limits, Limit.KICK_SECONDS, 0, 2);
        draw(dice, limits, Limit.SLOW_SECONDS, 0, 5, 180);
        draw(dice, limits, Limit.PING_SECONDS, 3, 90, 90);
        draw(dice, limits, Limit.NAME_TRIES, 3, 10);
        draw(dice, limits, Limit.SAY_PER_SECOND, 0, 0, 0, 5);
        draw(dice, limits, Limit.SAY_BURST, 5, 500);
        return limits;
    }

    private static void draw(SplittableRandom dice, Map<Limit, Long> limits, Limit limit, long... choices) {
        limits.put(limit, choices[dice.nextInt(choices.length)]);
    }

    private static double rate(SplittableRandom dice, double... choices) {
        return choices[dice.nextInt(choices.length)];
    }

    long of(Limit limit) {
        return limits.of(limit);
    }
}
