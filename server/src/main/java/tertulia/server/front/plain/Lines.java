package tertulia.server.front.plain;

import java.util.List;
import java.util.regex.Pattern;
import tertulia.model.Author;
import tertulia.model.Body;
import tertulia.model.Change;
import tertulia.model.Entry;
import tertulia.model.Notice;
import tertulia.model.RoomKind;
import tertulia.model.Talk;
import tertulia.model.Text;
import tertulia.model.Visible;
import tertulia.model.Words;

/**
 * Lines as people see them. Every line begins with {@code * }, {@code ! } or a handle and {@code :} or {@code (}; no
 * handle has these characters in it, so nobody can say something that looks like another kind of line.
 */
final class Lines {
    private static final Words WORDS = Words.english();
    private static final Pattern LINE_END = Pattern.compile("\r?\n");

    private Lines() {}

    static String notice(String key, Object... parts) {
        return "* " + Visible.text(WORDS.of(key, parts)) + "\n";
    }

    static String refusal(String words) {
        return "! " + Visible.text(words) + "\n";
    }

    /** An entry as those who may read it see it; nothing if there is nothing to see. */
    static String entry(Entry entry) {
        boolean direct = entry.room().kind() == RoomKind.DIRECT;
        return entry(entry, direct ? WORDS.of("plain.private") : "");
    }

    /** The same with a remark of ours behind the name. */
    static String entry(Entry entry, String remark) {
        return switch (entry.draft().event()) {
            case Talk.Said(Body body) -> said(entry.draft().author(), remark, body);
            case Change.Created created -> "";
        };
    }

    private static String said(Author author, String remark, Body body) {
        String prefix = Visible.text(author.handle().text()) + (remark.isEmpty() ? ": " : " (" + remark + "): ");
        return switch (body) {
            case Text text -> {
                var lines = new StringBuilder();
                for (String line : LINE_END.split(text.text(), -1)) {
                    lines.append(prefix).append(Visible.text(line)).append('\n');
                }
                yield lines.toString();
            }
        };
    }

    /** Who came and went, singly or, where it is very many, in numbers; but not {@code self}. */
    static String presence(Notice.PresenceChanged changed, Author self, long mostSingly) {
        return people(changed.left(), self, mostSingly, "left") + people(changed.joined(), self, mostSingly, "joined");
    }

    private static String people(List<Author> people, Author self, long mostSingly, String what) {
        var others =
                people.stream().filter(author -> !author.id().equals(self.id())).toList();
        if (others.isEmpty()) return "";
        if (others.size() > mostSingly) return notice("plain." + what + "-many", others.size());
        var lines = new StringBuilder();
        for (var author : others) lines.append(notice("plain." + what, author.handle()));
        return lines.toString();
    }
}
