package tertulia.client;

import tertulia.model.Notice;
import tertulia.model.Refusal;

/** Why there is no connection. */
public sealed interface Gone {

    /** It could not be made; the detail is the system's own word for it. */
    record Unreachable(String detail) implements Gone {}

    /** It broke. */
    record Cut() implements Gone {}

    /** Nothing was heard for too long. */
    record Silent() implements Gone {}

    /** What came is not the protocol. */
    record Garbled(String detail) implements Gone {}

    /** What came is JSON but means nothing to us: coming back would not help, a newer client may. */
    record Newer(String detail) implements Gone {}

    /** The server said goodbye. */
    record Told(Notice.Bye bye) implements Gone {}

    /** The server did not accept our hello. */
    record Refused(Refusal refusal) implements Gone {}

    /** We left. */
    record Left() implements Gone {}
}
