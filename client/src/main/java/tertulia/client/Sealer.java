package tertulia.client;

import java.util.Locale;
import java.util.Optional;
import tertulia.model.Text;

/**
 * Seals what is said in a conversation before it leaves this client, and opens what is heard there. The key stays here:
 * what leaves says only that it is sealed and how that is called.
 */
public sealed interface Sealer permits Caesar {
    /** What travels instead of the text. */
    Text seal(String text);

    /** What was said, if what travelled was sealed in this way; with another key than its own it is nonsense. */
    Optional<String> open(Text sealed);

    /** What is asked for by {@code caesar 7}, {@code next} or {@code off} (none); empty if that is nothing there is. */
    static Optional<Optional<Sealer>> asked(String words) {
        return switch (words.toLowerCase(Locale.ROOT)) {
            case "off" -> Optional.of(Optional.empty());
            case "next" -> Optional.of(Optional.of(new Caesar(1)));
            default -> {
                var caesar = Caesar.of(words);
                yield caesar.isEmpty() ? Optional.empty() : Optional.of(caesar);
            }
        };
    }
}
