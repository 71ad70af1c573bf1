package tertulia.client;

import java.util.Optional;
import java.util.regex.Pattern;
import tertulia.model.Text;

/**
 * Caesar's cipher, a lesson and no protection: each letter from A to Z, large or small, moves on by the key, and after Z
 * comes A. Everything else stays, letters of other alphabets too.
 */
public record Caesar(int key) implements Sealer {
    /** How messages call it; it is the same for every key. */
    public static final String NAME = "caesar";

    /** There are so many keys, from 1; with the next one all letters would stay. */
    public static final int KEYS = 25;

    private static final int LETTERS = KEYS + 1;

    private static final Pattern WORDS = Pattern.compile("caesar\\s+(\\d{1,3})", Pattern.CASE_INSENSITIVE);

    /** Throws IllegalArgumentException unless the key is from 1 to {@link #KEYS}. */
    public Caesar {
        if (key < 1 || key > KEYS) throw new IllegalArgumentException("no key of Caesar's: " + key);
    }

    /** What these words call, such as {@code caesar 7}; empty if there is no such key. */
    static Optional<Sealer> of(String words) {
        var matcher = WORDS.matcher(words);
        int key = matcher.matches() ? Integer.parseInt(matcher.group(1)) : 0;
        return key < 1 || key > KEYS ? Optional.empty() : Optional.of(new Caesar(key));
    }

    @Override
    public Text seal(String text) {
        return new Text(moved(text, key), Optional.of(NAME));
    }

    @Override
    public Optional<String> open(Text sealed) {
        return sealed.cipher().filter(NAME::equals).map(name -> opened(sealed.text()));
    }

    /** The text with its letters moved back. */
    public String opened(String text) {
        return moved(text, LETTERS - key);
    }

    private static String moved(String text, int by) {
        var moved = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= 'a' && c <= 'z') moved.append((char) ('a' + (c - 'a' + by) % LETTERS));
            else if (c >= 'A' && c <= 'Z') moved.append((char) ('A' + (c - 'A' + by) % LETTERS));
            else moved.append(c);
        }
        return moved.toString();
    }
}
