package tertulia.client;

import java.time.Instant;
import tertulia.model.Author;
import tertulia.model.Notice;
import tertulia.model.Refusal;

/** How the connection stands. */
public sealed interface State {

    /** A connection is being made. */
    record Connecting() implements State {}

    /** The server knows us. */
    record Online(Notice.Server server, Author you) implements State {}

    /** There is no connection; the next try is at {@code until}. */
    record Waiting(Instant until, Gone why) implements State {}

    /** The server does not take this name; {@link Client#name} goes on with another. */
    record Nameless(String name, Refusal refusal) implements State {}

    /** It is over; a new client may try again. */
    record Ended(Gone why) implements State {}
}
