package tertulia.model;

/** What happened in a room. */
public sealed interface Event permits Talk, Change, Damaged {}
