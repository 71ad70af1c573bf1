package tertulia.server.front.plain;

import java.util.List;
import java.util.regex.Pattern;
import tertulia.model.Author;
import tertulia.model.Body;
import tertulia.model.Change;
import tertulia.model.Damaged;
import tertulia.model.Entry;
import tertulia.model.Notice;
import tertulia.model.Refusal;
import tertulia.model.RoomKind;
import tertulia.model.Talk;
import tertulia.model.Text;
import tertulia.model.Visible;
import tertulia.model.Words;

/**
 * Lines as people see them, in the language of these words. Every line begins with {@code * }, {@code ! } or a handle and
 * {@code :} or {@code (}; no handle has these characters in it, so nobody can say something that looks like another kind of
 * line.
 */
record Lines(Words words) {
    private static final Pattern LINE_END = Pattern.compile("\r?\n");

    String notice(String key, Object... parts) {
        return "* " + Visible.line(words.of(key, parts)) + "\n";
    }

    String refusal(Refusal refusal) {
        return refusal(words.of(refusal));
    }

    String bye(Notice.Bye bye) {
        return notice("plain.bye", words.of(bye));
    }

    /** That nobody is let in, and why. */
    String notLetIn(Notice.Bye bye) {
        return refusal(words.of(bye));
    }

    private static String refusal(String sentence) {
        return "! " + Visible.line(sentence) + "\n";
    }

    String help() {
        var lines = new StringBuilder();
        for (String line : words.of("plain.help").split("\n", -1))
            lines.append("* ").append(line).append('\n');
        return lines.toString();
    }

    /** An entry as those who may read it see it; nothing if there is nothing to see. */
    String entry(Entry entry) {
        boolean direct = entry.room().kind() == RoomKind.DIRECT;
        return entry(entry, direct ? words.of("plain.private") : "");
    }

    /** One's own entry of a direct room, with whom it was for. */
    String entryTo(Entry entry, String to) {
        return entry(entry, words.of("plain.private-to", to));
    }

    private String entry(Entry entry, String remark) {
        return switch (entry.draft().event()) {
            case Talk.Said(Body body) -> said(entry.draft().author(), remark, body);
            case Change.Created created -> "";
            case Damaged damaged -> notice("event.damaged");
        };
    }

    private static String said(Author author, String remark, Body body) {
        String prefix = Visible.text(author.handle().text()) + (remark.isEmpty() ? ": " : " (" + remark + "): ");
        return switch (body) {
            case Text text -> {
                var lines = new StringBuilder();
                for (String line : LINE_END.split(text.text(), -1)) {
                    lines.append(prefix).append(Visible.line(line)).append('\n');
                }
                yield lines.toString();
            }
        };
    }

    /** Who came and went, singly or, where it is very many, in numbers; but not {@code self}. */
    String presence(Notice.PresenceChanged changed, Author self, long mostSingly) {
        return people(changed.left(), self, mostSingly, "plain.left", "plain.left-many")
                + people(changed.joined(), self, mostSingly, "plain.joined", "plain.joined-many");
    }

    private String people(List<Author> people, Author self, long mostSingly, String singly, String inNumbers) {
        var others =
                people.stream().filter(author -> !author.id().equals(self.id())).toList();
        if (others.isEmpty()) return "";
        if (others.size() > mostSingly) return notice(inNumbers, others.size());
        var lines = new StringBuilder();
        for (var author : others) lines.append(notice(singly, author.handle()));
        return lines.toString();
    }
}
