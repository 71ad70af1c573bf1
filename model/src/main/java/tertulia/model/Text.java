package tertulia.model;

import java.util.Optional;

/**
 * Words that the server can read. {@code cipher} names the classroom cipher the sender's client used, if any: the text
 * is then what came out of it.
 */
public record Text(String text, Optional<String> cipher) implements Body {

    public static Text of(String text) {
        return new Text(text, Optional.empty());
    }
}
