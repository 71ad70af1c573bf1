package tertulia.bench;

/** When the next message is sent. */
sealed interface Pace {
    /** So many messages outstanding; the next is sent when one is with all its recipients. */
    record Closed(int outstanding) implements Pace {}

    /** So many outstanding for each sender; the next is sent when one is acknowledged. */
    record Each(int outstanding) implements Pace {}

    /**
     * So many deliveries a second on a fixed timetable. Latency counts from the time on the table, so that a server that
     * stalls cannot hide it.
     */
    record Open(double deliveriesPerSecond) implements Pace {}
}
