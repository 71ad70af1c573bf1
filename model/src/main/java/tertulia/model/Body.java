package tertulia.model;

/** What a message carries. */
public sealed interface Body permits Text {}
