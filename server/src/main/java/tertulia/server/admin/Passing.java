package tertulia.server.admin;

import java.util.List;
import tertulia.model.Author;
import tertulia.model.Body;
import tertulia.model.Change;
import tertulia.model.Entry;
import tertulia.model.RoomKind;
import tertulia.model.Talk;
import tertulia.model.Text;
import tertulia.model.Utf8;
import tertulia.model.Visible;
import tertulia.model.Words;

/** A message that passed, in one line: who to whom, how long, and if it is watched the text as the server has it. */
final class Passing {
    private static final Words WORDS = Words.english();

    private Passing() {}

    /** The line; empty for what is no message. */
    static String line(Entry entry, List<Author> members, boolean watched) {
        return switch (entry.draft().event()) {
            case Talk.Said(Body body) ->
                switch (body) {
                    case Text text -> line(entry, members, text, watched);
                };
            case Change.Created created -> "";
        };
    }

    private static String line(Entry entry, List<Author> members, Text text, boolean watched) {
        var author = entry.draft().author();
        String to = entry.room().kind() == RoomKind.LOBBY
                ? WORDS.of("console.everyone")
                : members.stream()
                        .filter(member -> !member.id().equals(author.id()))
                        .map(member -> member.handle().text())
                        .findFirst()
                        .orElse("?");
        String how = text.cipher()
                .map(name -> " " + WORDS.of("console.enciphered", name))
                .orElse("");
        String line = WORDS.of("console.passed", author.handle(), to, Utf8.length(text.text())) + how;
        return Visible.text(watched ? line + ": " + text.text() : line);
    }
}
