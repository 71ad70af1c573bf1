package tertulia.store;

/**
 * What a thread of the store is doing: nothing, or its turn of this number. A thread that is seen in the same turn for long does
 * not run.
 */
public record Pulse(String thread, boolean alive, boolean idle, long turn) {}
