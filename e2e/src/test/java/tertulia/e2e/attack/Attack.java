package tertulia.e2e.attack;

import java.time.Duration;

/**
 * Something that strangers do to a server. To add one, implement this and put it into {@link Attacks#ALL}. That the server
 * refuses or closes what it does is right, and no failure; what counts is what the bystander notices meanwhile.
 */
interface Attack {
    /** What it does, in a few words, for the report. */
    String name();

    /** Goes on for so long, and lets go of everything. */
    void run(Target target, Duration duration) throws InterruptedException;
}
