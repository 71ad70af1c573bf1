package tertulia.desktop.talk;

import java.util.List;
import java.util.Optional;
import tertulia.model.Author;
import tertulia.model.Handle;
import tertulia.model.Limits;
import tertulia.model.Line;
import tertulia.model.Refusal;
import tertulia.model.Visible;

/**
 * What is to be done with a text that a person typed, the same as on the page ({@code protocol/vectors/meant.json}): it
 * goes to whom it names, or nowhere if that is nobody, unclear, or an unknown command.
 */
public sealed interface Meant {

    /** To be said in the conversation that is open. */
    record Here(String text) implements Meant {}

    /** To be said to everyone. */
    record All(String text) implements Meant {}

    /** To be said to this user alone. */
    record Person(Author user, String text) implements Meant {}

    /** A classroom cipher is asked for. */
    record Cipher(String written) implements Meant {}

    /** Not to be said; the text stays where it was written. */
    record Refused(Refusal refusal) implements Meant {}

    /** Decides it; {@code known} are the users who are present or with whom there is a conversation, the present first. */
    static Meant of(String typed, Optional<Author> me, List<Author> known, Limits limits) {
        return switch (Line.of(typed, limits, name -> named(name, known, limits).isPresent())) {
            case Line.Slash(String name, String rest) when name.equals("cipher") -> new Cipher(rest);
            case Line.Slash(String name, String rest) -> refused(Refusal.Code.UNKNOWN_COMMAND, "/" + name);
            case Line.Unclear unclear -> new Refused(unclear.refusal());
            case Line.Plain(String text) -> Visible.isNothing(text) ? empty() : new Here(text);
            case Line.ToAll(String text) -> Visible.isNothing(text) ? empty() : new All(text);
            case Line.ToName(String name, String text) when Visible.isNothing(text) -> empty();
            case Line.ToName(String name, String text) -> {
                var user = named(name, known, limits);
                if (user.isEmpty()) yield refused(Refusal.Code.NOBODY, name);
                yield user.equals(me) ? refused(Refusal.Code.YOURSELF) : new Person(user.get(), text);
            }
        };
    }

    private static Optional<Author> named(String name, List<Author> known, Limits limits) {
        String folded = Handle.lookedUp(name, limits);
        return known.stream()
                .filter(user -> user.handle().folded().equals(folded))
                .findFirst();
    }

    private static Meant empty() {
        return refused(Refusal.Code.EMPTY_TEXT);
    }

    private static Meant refused(Refusal.Code code, Object... details) {
        return new Refused(Refusal.of(code, details));
    }
}
