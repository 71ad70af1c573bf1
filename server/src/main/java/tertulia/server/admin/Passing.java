package tertulia.server.admin;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tertulia.model.Author;
import tertulia.model.Body;
import tertulia.model.Change;
import tertulia.model.Damaged;
import tertulia.model.Entry;
import tertulia.model.RoomKind;
import tertulia.model.Talk;
import tertulia.model.Text;
import tertulia.model.Utf8;
import tertulia.model.Visible;
import tertulia.model.Words;

/**
 * A message that passed: who to whom, how long, and, if it was watched when it passed, the text as the server has it. A
 * console that is behind keeps no other texts in memory.
 */
record Passing(String from, String to, int bytes, Optional<String> cipher, Optional<String> text) {
    /** Nothing for what is no message. */
    static @Nullable Passing of(Entry entry, List<Author> members, boolean watched) {
        return switch (entry.draft().event()) {
            case Talk.Said(Body body) ->
                switch (body) {
                    case Text text -> of(entry, members, text, watched);
                };
            case Change.Created created -> null;
            case Damaged damaged -> null;
        };
    }

    private static Passing of(Entry entry, List<Author> members, Text text, boolean watched) {
        var author = entry.draft().author();
        return new Passing(
                author.handle().text(),
                entry.room().kind() == RoomKind.LOBBY ? Words.ours().of("console.everyone") : other(author, members),
                Utf8.length(text.text()),
                text.cipher(),
                watched ? Optional.of(text.text()) : Optional.empty());
    }

    private static String other(Author author, List<Author> members) {
        for (var member : members)
            if (!member.id().equals(author.id())) return member.handle().text();
        return "?";
    }

    String line() {
        String how = cipher.map(name ->
                        " " + Words.ours().of("console.enciphered", Words.ours().cipher(name)))
                .orElse("");
        String line = Words.ours().of("console.passed", from, to, bytes) + how;
        return Visible.text(text.map(shown -> line + ": " + shown).orElse(line));
    }
}
