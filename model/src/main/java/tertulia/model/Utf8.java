package tertulia.model;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Text as it travels: its size, and bytes that must be well-formed UTF-8 (RFC 3629) before anything reads them. */
public final class Utf8 {
    private static final String MARK = "\ufeff";

    private Utf8() {}

    /** How many bytes the text has in UTF-8, without making them; a lone surrogate counts as U+FFFD, 3 bytes. */
    public static int length(CharSequence text) {
        int bytes = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < 0x80) bytes++;
            else if (c < 0x800) bytes += 2;
            else if (Character.isHighSurrogate(c)
                    && i + 1 < text.length()
                    && Character.isLowSurrogate(text.charAt(i + 1))) {
                bytes += 4;
                i++;
            } else bytes += 3;
        }
        return bytes;
    }

    /** The text of these bytes; nothing if they are not UTF-8: overlong forms, surrogates and cut characters are not. */
    public static Optional<String> text(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.UTF_8);
        // What is not UTF-8 becomes this character; so does what stands for it.
        if (text.indexOf('\ufffd') < 0) return Optional.of(text);
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            return Optional.of(text);
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }

    /** The text without a byte order mark at its very beginning, which some programs write before all else. */
    public static String unmarked(String text) {
        return text.startsWith(MARK) ? text.substring(MARK.length()) : text;
    }
}
