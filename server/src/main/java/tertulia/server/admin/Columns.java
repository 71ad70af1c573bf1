package tertulia.server.admin;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.lang.UCharacter.EastAsianWidth;
import com.ibm.icu.lang.UProperty;
import java.util.List;

/** How many columns a terminal gives to a text: two to a wide character (UAX #11), none to a mark on another. */
final class Columns {
    /** Text that is wider makes no column wider. */
    private static final int MOST = 40;

    private Columns() {}

    static int of(String text) {
        return text.codePoints().map(Columns::of).sum();
    }

    private static int of(int character) {
        return switch (UCharacter.getType(character)) {
            case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK, Character.FORMAT -> 0;
            default ->
                switch (UCharacter.getIntPropertyValue(character, UProperty.EAST_ASIAN_WIDTH)) {
                    case EastAsianWidth.WIDE, EastAsianWidth.FULLWIDTH -> 2;
                    default -> 1;
                };
        };
    }

    /** What all of these need, and not more than is good. */
    static int widest(List<String> texts) {
        return Math.min(MOST, texts.stream().mapToInt(Columns::of).max().orElse(0));
    }

    /** The text with blanks behind it, so many columns wide at least. */
    static String padded(String text, int columns) {
        return text + " ".repeat(Math.max(0, columns - of(text)));
    }
}
