package tertulia.desktop.talk;

import java.time.Instant;
import tertulia.model.Author;

/** Somebody came or went, after the message of this seq was said. */
public record Coming(Author user, boolean came, Instant at, long after) {}
