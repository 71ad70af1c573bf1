package tertulia.bench;

/** A text as it stands in what was read: who got it, where it is, and what the server said about it. Used again and again. */
final class Delivery {
    int receiver;
    byte[] bytes = {};
    int from;
    int length;
    /** The connection under whose name it came, or -1. */
    int author;
    /** Its number in the room's log, or 0 if this language has none. */
    long seq;
}
