package tertulia.terminal;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import tertulia.client.Caesar;
import tertulia.client.Sealer;
import tertulia.model.Line;
import tertulia.model.Refusal;

/** What a line that begins with a slash asks of the program. */
sealed interface Order {
    /** All commands, as they are typed. */
    List<String> NAMES = List.of("/cipher", "/help", "/history", "/msg", "/name", "/quit", "/who");

    /** How many messages {@code /history} shows if it is not told. */
    int HISTORY_ENTRIES = 20;

    /** A cipher with its key. */
    Pattern CAESAR = Pattern.compile("caesar\\s+(\\d{1,3})", Pattern.CASE_INSENSITIVE);

    /** Say this to one person. */
    record Msg(String to, String text) implements Order {}

    /** Show who is online. */
    record Who() implements Order {}

    /** Show what was said last, so many messages. */
    record History(int most) implements Order {}

    /** Another name, after the server refused one. */
    record Name(String name) implements Order {}

    /** Encipher what is said to everyone ({@code ALL}) or to one person, or do not any more. */
    record Cipher(String to, Optional<Sealer> sealer) implements Order {}

    /** Show which ciphers are set. */
    record Ciphers() implements Order {}

    /** Show how it works. */
    record Help() implements Order {}

    /** Leave. */
    record Quit() implements Order {}

    /** Nothing that can be done; the words say why. */
    record Wrong(String words) implements Order {}

    /** What the command asks for. */
    static Order of(Line.Slash slash) {
        return switch (slash.name()) {
            case "msg" -> msg(slash.rest());
            case "who" -> new Who();
            case "history" -> history(slash.rest());
            case "name" -> new Name(slash.rest());
            case "cipher" -> cipher(slash.rest());
            case "help" -> new Help();
            case "quit" -> new Quit();
            default -> {
                var refusal = Refusal.of(Refusal.Code.UNKNOWN_COMMAND, "/" + slash.name());
                yield new Wrong(Speech.of("refused", Speech.refused(refusal)));
            }
        };
    }

    private static Order msg(String rest) {
        String[] parts = rest.split("\\s+", 2);
        if (parts.length < 2) return new Wrong(Speech.of("msg-usage"));
        return new Msg(parts[0], parts[1]);
    }

    /** Whom it is for may come first; a word that is no cipher is such a name. */
    private static Order cipher(String rest) {
        if (rest.isEmpty()) return new Ciphers();
        String[] parts = rest.split("\\s+", 2);
        var forAll = sealer(rest);
        if (forAll.isPresent()) return new Cipher("ALL", forAll.get());
        return (parts.length < 2 ? Optional.<Optional<Sealer>>empty() : sealer(parts[1]))
                .<Order>map(sealer -> new Cipher(parts[0], sealer))
                .orElseGet(() -> new Wrong(Speech.of("cipher-usage", Caesar.KEYS)));
    }

    /** What the words call: a sealer, or none for {@code off}; empty if they call nothing. */
    private static Optional<Optional<Sealer>> sealer(String words) {
        return switch (words.toLowerCase(Locale.ROOT)) {
            case "off" -> Optional.of(Optional.empty());
            case "next" -> Optional.of(Optional.of(new Caesar(1)));
            default -> {
                var matcher = CAESAR.matcher(words);
                int key = matcher.matches() ? Integer.parseInt(matcher.group(1)) : 0;
                yield key < 1 || key > Caesar.KEYS ? Optional.empty() : Optional.of(Optional.of(new Caesar(key)));
            }
        };
    }

    private static Order history(String rest) {
        if (rest.isEmpty()) return new History(HISTORY_ENTRIES);
        try {
            int most = Integer.parseInt(rest);
            if (most > 0) return new History(most);
        } catch (NumberFormatException e) {
            return new Wrong(Speech.of("history-usage"));
        }
        return new Wrong(Speech.of("history-usage"));
    }
}
