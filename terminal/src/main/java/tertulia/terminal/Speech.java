package tertulia.terminal;

import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.ArrayList;
import java.util.List;
import tertulia.client.Address;
import tertulia.client.Caesar;
import tertulia.client.Gone;
import tertulia.client.Happening;
import tertulia.client.Sealer;
import tertulia.model.Author;
import tertulia.model.Change;
import tertulia.model.Damaged;
import tertulia.model.Handle;
import tertulia.model.Refusal;
import tertulia.model.Talk;
import tertulia.model.Text;
import tertulia.model.Trouble;
import tertulia.model.Visible;
import tertulia.model.Words;

/** What happens, in words for a person. All that comes from the network is made harmless here. */
final class Speech {
    /** More people than this, coming or going at once, are only counted. */
    private static final int SINGLY = 5;

    /** Marks of so many ciphers stand in the status line, which has more to say. */
    private static final int MARKED = 1;

    private Speech() {}

    /** A sentence of the terminal's own, {@code parts} made visible. */
    static String of(String key, Object... parts) {
        var harmless = new Object[parts.length];
        for (int i = 0; i < parts.length; i++) harmless[i] = Visible.line(String.valueOf(parts[i]));
        return Words.ours().of("terminal." + key, harmless);
    }

    /** A day as a heading. */
    static String day(LocalDate date) {
        var locale = Words.ours().formats();
        String day = DateTimeFormatter.ofLocalizedDate(FormatStyle.FULL)
                .withLocale(locale)
                .format(date);
        int first = day.offsetByCodePoints(0, 1);
        return day.substring(0, first).toUpperCase(locale) + day.substring(first);
    }

    static String name(Author author) {
        return Visible.text(author.handle().text());
    }

    /** In the order of the reader's language. */
    static String names(List<Author> authors) {
        var names = authors.stream().map(Speech::name).toList();
        return String.join(", ", Words.ours().sorted(names, name -> name));
    }

    /** The lines of a message, each with who says it to whom; none if there is nothing to show. */
    static List<String> lines(Happening.Heard heard) {
        return switch (heard.entry().draft().event()) {
            case Talk.Said(Text text) -> lines(heard, text);
            case Change change -> List.of();
            case Damaged damaged -> List.of("* " + Words.ours().of("event.damaged"));
        };
    }

    private static List<String> lines(Happening.Heard heard, Text text) {
        var lines = new ArrayList<String>();
        String shown = heard.opened().orElse(text.text());
        for (String line : shown.split("\n", -1)) lines.add(said(heard, marked(heard, text, line)));
        return lines;
    }

    /** With a mark, if it was enciphered. */
    private static String marked(Happening.Heard heard, Text text, String line) {
        if (text.cipher().isEmpty()) return line;
        return of(
                heard.opened().isPresent() ? "deciphered" : "enciphered",
                Words.ours().cipher(text.cipher().get()),
                line);
    }

    /** What is enciphered from now on, with the sentence that it is no protection. */
    static String sealing(Happening.Sealing sealing) {
        String to = Handle.isAll(sealing.to()) ? of("everyone") : sealing.to();
        if (sealing.sealer().isEmpty()) return of("cipher-off", to);
        return switch (sealing.sealer().get()) {
            case Caesar(int key) -> of("cipher-on", to, key);
        };
    }

    /** A mark of what is enciphered, for the status line; of further conversations only that there are more. */
    static String mark(List<Happening.Sealing> all) {
        var marks = new ArrayList<String>();
        for (var one : all.subList(0, Math.min(all.size(), MARKED)))
            one.sealer().map(sealer -> mark(one.to(), sealer)).ifPresent(marks::add);
        if (all.size() > MARKED) marks.add("…");
        return String.join(", ", marks);
    }

    private static String mark(String to, Sealer sealer) {
        return switch (sealer) {
            case Caesar(int key) ->
                of(
                        "status-cipher",
                        Handle.isAll(to) ? of("everyone") : to,
                        Words.ours().cipher(Caesar.NAME),
                        key);
        };
    }

    /** What is said, as it was typed, with a mark if it goes out enciphered. */
    static String outgoing(Happening.Outgoing outgoing) {
        String line = Handle.isAll(outgoing.to()) ? outgoing.text() : outgoing.to() + "*" + outgoing.text();
        return outgoing.cipher()
                .map(cipher -> of("deciphered", Words.ours().cipher(cipher), line))
                .orElse(line);
    }

    /** All that is enciphered. */
    static List<String> sealings(List<Happening.Sealing> all) {
        return all.isEmpty()
                ? List.of(of("cipher-none"))
                : all.stream().map(Speech::sealing).toList();
    }

    private static String said(Happening.Heard heard, String line) {
        String author = heard.entry().draft().author().handle().text();
        return switch (heard.entry().room().kind()) {
            case LOBBY -> of("said", author, line);
            case DIRECT ->
                heard.mine() && heard.with().isPresent()
                        ? of(
                                "said-private-to",
                                author,
                                heard.with().get().handle().text(),
                                line)
                        : of("said-private", author, line);
        };
    }

    /** Who came and went, each in a line unless there are many. */
    static List<String> lines(Happening.PeopleChanged changed) {
        var lines = new ArrayList<String>();
        if (changed.joined().size() > SINGLY)
            lines.add(of("many-joined", changed.joined().size()));
        else for (var user : changed.joined()) lines.add(of("joined", user.handle()));
        if (changed.left().size() > SINGLY)
            lines.add(of("many-left", changed.left().size()));
        else for (var user : changed.left()) lines.add(of("left", user.handle()));
        return lines;
    }

    /** The key of a server that was not known before. */
    static String met(Happening.Met met) {
        return of(met.first() ? "met" : "met-again", met.server(), met.key());
    }

    /** That it is over, and why. */
    static String ended(Gone gone) {
        return of(gone instanceof Gone.Distrusted ? "refused" : "ended", why(gone));
    }

    /**
     * That there is no connection to this server, and whether it is out of reach or does not want us; {@code goesOn}: it is
     * tried again.
     */
    static String unreachable(Address server, Gone gone, boolean goesOn) {
        boolean turnedAway = switch (gone) {
            case Gone.Told told -> true;
            case Gone.Refused refused -> true;
            case Gone.OnlyTls onlyTls -> true;
            case Gone.Unreachable unreachable -> false;
            case Gone.Cut cut -> false;
            case Gone.Silent silent -> false;
            case Gone.Garbled garbled -> false;
            case Gone.Newer newer -> false;
            case Gone.NoTls noTls -> false;
            case Gone.Distrusted distrusted -> false;
            case Gone.Left left -> false;
        };
        String key = turnedAway ? "turned-away" : "unreachable";
        return of(goesOn ? key : key + "-now", server, why(gone));
    }

    /** Why there is no connection. */
    static String why(Gone gone) {
        return switch (gone) {
            case Gone.Unreachable(var reason) -> Visible.text(Trouble.why(reason, Words.ours()));
            case Gone.Cut() -> of("gone.cut");
            case Gone.Silent() -> of("gone.silent");
            case Gone.Garbled garbled -> of("gone.garbled");
            case Gone.Newer newer -> of("gone.newer");
            case Gone.NoTls(String detail) -> of("gone.no-tls", detail);
            case Gone.OnlyTls() -> of("gone.only-tls");
            case Gone.Distrusted distrusted ->
                of("doubt." + distrusted.doubt().text(), distrusted.parts(Words.ours(), ZoneId.systemDefault()));
            case Gone.Told(var bye) -> Words.ours().of(bye);
            case Gone.Refused(var refusal) -> refused(refusal);
            case Gone.Left() -> of("gone.left");
        };
    }

    /** Something of the system's that did not work, in words. */
    static String trouble(Exception e) {
        return of("refused", Trouble.why(e, Words.ours()));
    }

    static String refused(Refusal refusal) {
        return Visible.text(Words.ours().of(refusal));
    }
}
