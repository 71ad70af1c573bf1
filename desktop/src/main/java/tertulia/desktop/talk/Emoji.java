package tertulia.desktop.talk;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.lang.UProperty;
import com.ibm.icu.text.BreakIterator;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Finds emoji in text: whole ones, as a person sees them, however many characters they are made of. */
public final class Emoji {
    private static final int TEXT_STYLE = 0xfe0e;
    private static final int EMOJI_STYLE = 0xfe0f;
    private static final int KEYCAP = 0x20e3;
    private static final int FIRST_TONE = 0x1f3fb;
    private static final int LAST_TONE = 0x1f3ff;

    private Emoji() {}

    /** A part of a text, which is an emoji or has none in it. */
    public record Part(String text, boolean emoji) {}

    /** The text in parts; one that is no emoji is as long as can be. */
    public static List<Part> parts(String text) {
        if (!mayHave(text)) return List.of(new Part(text, false));
        var parts = new ArrayList<Part>();
        var breaks = BreakIterator.getCharacterInstance(Locale.ROOT);
        breaks.setText(text);
        int plain = 0;
        int from = 0;
        for (int to = breaks.next(); to != BreakIterator.DONE; to = breaks.next()) {
            if (isEmoji(text.substring(from, to))) {
                if (from > plain) parts.add(new Part(text.substring(plain, from), false));
                parts.add(new Part(text.substring(from, to), true));
                plain = to;
            }
            from = to;
        }
        if (plain < text.length()) parts.add(new Part(text.substring(plain), false));
        return parts;
    }

    /** A cheap first look: false only for what certainly has no emoji. */
    private static boolean mayHave(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= 0x2000 && (c < 0x3400 || c >= 0xd800) || c == 0xa9 || c == 0xae) return true;
        }
        return false;
    }

    /** Whether what a person sees as one character is drawn in colours. */
    private static boolean isEmoji(String cluster) {
        int first = cluster.codePointAt(0);
        if (cluster.indexOf(TEXT_STYLE) >= 0) return false;
        if (cluster.indexOf(KEYCAP) > 0) return UCharacter.hasBinaryProperty(first, UProperty.EMOJI);
        if (UCharacter.hasBinaryProperty(first, UProperty.REGIONAL_INDICATOR))
            return cluster.codePointCount(0, cluster.length()) == 2;
        if (UCharacter.hasBinaryProperty(first, UProperty.EMOJI_PRESENTATION)) return true;
        return UCharacter.hasBinaryProperty(first, UProperty.EXTENDED_PICTOGRAPHIC)
                && cluster.codePoints().skip(1).anyMatch(c -> c == EMOJI_STYLE || isTone(c));
    }

    private static boolean isTone(int c) {
        return c >= FIRST_TONE && c <= LAST_TONE;
    }

    /** By what its picture is found: its code points in hexadecimal, without those that only choose a style. */
    public static String name(String emoji) {
        return emoji.codePoints()
                .filter(c -> c != EMOJI_STYLE)
                .mapToObj(Integer::toHexString)
                .collect(Collectors.joining("-"));
    }

    /** The name of the same emoji without tones of skin. */
    public static String family(String name) {
        return name.replaceAll("-1f3f[b-f]", "");
    }
}
