package tertulia.testkit;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import tertulia.model.Author;
import tertulia.model.Change;
import tertulia.model.Draft;
import tertulia.model.Handle;
import tertulia.model.MessageId;
import tertulia.model.RoomId;
import tertulia.model.Talk;
import tertulia.model.Text;
import tertulia.model.UserId;

/** People and drafts for tests, the same ones for the same seed. For one thread. */
public final class Sample {
    /** A time on whole milliseconds. */
    public static final Instant NOON = Instant.parse("2026-11-20T12:00:00.123Z");

    private static final List<String> WORDS =
            List.of("hey", "Përshëndetje", "ça va ?", "привет", "olá\n\ttudo", "🧵 \u0000\u202E\"\\", "");

    private final Random random;
    private int people;

    public Sample(long seed) {
        random = new Random(seed);
    }

    /** Somebody new. */
    public Author author() {
        return author("guest" + ++people);
    }

    /** Somebody new with this handle. */
    public Author author(String handle) {
        return new Author(new UserId(random.nextLong(), random.nextLong()), new Handle(handle));
    }

    /** A new id, made at {@link #NOON}. */
    public MessageId id() {
        return MessageId.make(NOON, random);
    }

    /** A new message, of any text. */
    public Draft said(Author author) {
        var text = new StringBuilder();
        for (int i = random.nextInt(1, 8); i > 0; i--) {
            text.append(WORDS.get(random.nextInt(WORDS.size()))).append(random.nextInt(100));
        }
        var cipher = random.nextInt(10) == 0 ? Optional.of("caesar") : Optional.<String>empty();
        return new Draft(author, id(), new Talk.Said(new Text(text.toString(), cipher)));
    }

    /** A new message of this text. */
    public Draft said(Author author, String text) {
        return new Draft(author, id(), new Talk.Said(Text.of(text)));
    }

    /** The beginning of the two's direct room. */
    public Draft created(Author one, Author other) {
        return new Draft(one, id(), new Change.Created(List.of(one, other)));
    }

    /** The direct room of two people who are new. */
    public RoomId room() {
        return RoomId.direct(author().id(), author().id());
    }

    /** Chance, from the same seed. */
    public Random random() {
        return random;
    }
}
