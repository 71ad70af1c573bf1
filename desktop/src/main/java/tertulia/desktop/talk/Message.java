package tertulia.desktop.talk;

import java.time.Instant;
import java.util.Optional;
import tertulia.client.Sealer;
import tertulia.model.Author;
import tertulia.model.Change;
import tertulia.model.Damaged;
import tertulia.model.Entry;
import tertulia.model.MessageId;
import tertulia.model.Refusal;
import tertulia.model.Talk;
import tertulia.model.Text;
import tertulia.model.Words;

/**
 * A message as it is shown. {@code cipher} names the cipher it travels in, if any; {@code sealed} is what travels, if
 * {@code text} is what it says, and empty if that cannot be opened here. {@code at} is the server's time, or ours as long as
 * it is not stored.
 */
public record Message(
        MessageId id,
        Author author,
        String text,
        Optional<String> cipher,
        Optional<String> sealed,
        Instant at,
        boolean mine,
        Standing standing) {

    /** How far it came. */
    public sealed interface Standing {
        /** On its way. */
        record Waiting() implements Standing {}

        /** On the server's disk, as this entry of its room. */
        record Stored(long seq) implements Standing {}

        /** Given up. */
        record Refused(Refusal refusal) implements Standing {}
    }

    /** The message that this entry is, if it is one; one that cannot be read is the server's, and says so. */
    static Optional<Message> of(Entry entry, boolean mine) {
        return switch (entry.draft().event()) {
            case Talk.Said(Text text) -> Optional.of(of(entry, text, mine));
            case Change change -> Optional.empty();
            case Damaged damaged -> Optional.of(of(entry, Text.of(Words.ours().of("event.damaged")), false));
        };
    }

    private static Message of(Entry entry, Text text, boolean mine) {
        return new Message(
                entry.draft().id(),
                entry.draft().author(),
                text.text(),
                text.cipher(),
                Optional.empty(),
                entry.at(),
                mine,
                new Standing.Stored(entry.seq()));
    }

    /** Its seq; later than all if it is not stored. */
    public long seq() {
        return standing instanceof Standing.Stored(long seq) ? seq : Long.MAX_VALUE;
    }

    Message standing(Standing other) {
        return new Message(id, author, text, cipher, sealed, at, mine, other);
    }

    /** As it is read by who has this sealer, or none. */
    Message read(Optional<Sealer> sealer) {
        if (cipher.isEmpty()) return this;
        String travels = sealed.orElse(text);
        var opened = sealer.flatMap(one -> one.open(new Text(travels, cipher)));
        return new Message(id, author, opened.orElse(travels), cipher, opened.map(text -> travels), at, mine, standing);
    }
}
