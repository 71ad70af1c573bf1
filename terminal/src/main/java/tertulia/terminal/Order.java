package tertulia.terminal;

import java.util.List;
import java.util.Optional;
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
        var forAll = Sealer.asked(rest);
        if (forAll.isPresent()) return new Cipher("ALL", forAll.get());
        return (parts.length < 2 ? Optional.<Optional<Sealer>>empty() : Sealer.asked(parts[1]))
                .<Order>map(sealer -> new Cipher(parts[0], sealer))
                .orElseGet(() -> new Wrong(Speech.of("cipher-usage", Caesar.KEYS)));
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
