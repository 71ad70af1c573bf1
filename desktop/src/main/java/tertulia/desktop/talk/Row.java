package tertulia.desktop.talk;

import java.time.LocalDate;
import java.util.List;

/** A row of a conversation as a window shows it. */
public sealed interface Row {

    /** Where the conversation begins, or as far back as it is here. */
    record Begin(boolean earlier) implements Row {}

    /** A new day. */
    record Day(LocalDate date) implements Row {}

    /** What follows was not seen yet. */
    record New() implements Row {}

    /** Some came and went. */
    record Comings(List<Coming> comings) implements Row {}

    /** A message; {@code first} says that it begins a group of one author's. */
    record Said(Message message, boolean first) implements Row {}
}
