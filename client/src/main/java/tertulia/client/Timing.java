package tertulia.client;

import java.time.Duration;

/**
 * How long a client waits.
 *
 * @param firstRetry before the first new try after a connection was lost; each further one waits twice as long …
 * @param lastRetry … up to this
 * @param steady how long a connection must have held for the next loss to count as a first one
 * @param idle without a sound from the server before it is asked whether it is there; after as long again it is gone
 * @param connect for the socket to connect
 * @param farewell for the server's goodbye
 * @param saving between two times that the cursors are written to disk
 * @param again before what the server had no room for, a message or a page, is tried again; each further try waits twice
 *     as long
 */
public record Timing(
        Duration firstRetry,
        Duration lastRetry,
        Duration steady,
        Duration idle,
        Duration connect,
        Duration farewell,
        Duration saving,
        Duration again) {

    /** What suits people and networks. */
    public static Timing usual() {
        return new Timing(
                Duration.ofMillis(300),
                Duration.ofSeconds(15),
                Duration.ofSeconds(5),
                Duration.ofSeconds(20),
                Duration.ofSeconds(10),
                Duration.ofSeconds(2),
                Duration.ofMillis(100),
                Duration.ofMillis(500));
    }
}
