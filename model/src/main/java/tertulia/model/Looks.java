package tertulia.model;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.text.Normalizer2;
import com.ibm.icu.text.SpoofChecker;
import java.util.HashMap;
import java.util.Map;

/** How names look to people: the tables of look-alikes (UTS #39), which are large and loaded with the first name. */
final class Looks {
    private static final SpoofChecker CHECKER = new SpoofChecker.Builder().build();
    private static final Normalizer2 DECOMPOSED = Normalizer2.getNFKDInstance();

    private static final String SMALL_CAPITALS = "ᴀʙᴄᴅᴇꜰɢʜɪᴊᴋʟᴍɴᴏᴘʀꜱᴛᴜᴠᴡʏᴢ";
    private static final String LETTERS = "abcdefghijklmnoprstuvwyz";
    /** UTS #39 does not count small capitals as look-alikes of letters. */
    private static final Map<Character, Character> PLAIN = new HashMap<>();

    static {
        for (int i = 0; i < LETTERS.length(); i++) PLAIN.put(SMALL_CAPITALS.charAt(i), LETTERS.charAt(i));
    }

    private Looks() {}

    static String folded(String text) {
        String folded = UCharacter.foldCase(text, true);
        if (folded.chars().allMatch(c -> c < 0x80)) return folded;
        // İ folds to an i with a dot above it, and ı to itself; a Turkish name is found with either letter.
        return folded.replace("i\u0307", "i").replace('ı', 'i').replace("\u200c", "");
    }

    static String skeleton(String text) {
        return CHECKER.getSkeleton(plain(text));
    }

    private static String plain(String text) {
        if (text.chars().allMatch(c -> c < 0x80)) return text;
        var plain = new StringBuilder(text);
        for (int i = 0; i < plain.length(); i++) {
            char c = plain.charAt(i);
            plain.setCharAt(i, PLAIN.getOrDefault(c, c));
        }
        return plain.toString();
    }

    /** The letters and digits of a text without marks, folded and unified in both orders. */
    record Look(String bySkeleton, String byGlance) {
        static Look of(String text) {
            String bare = bare(text);
            return new Look(looked(folded(bare)), looked(bare));
        }

        private static String looked(String text) {
            return UCharacter.foldCase(bare(skeleton(text)), true);
        }

        boolean isEmpty() {
            return bySkeleton.isEmpty();
        }

        boolean passesFor(Look other) {
            return !isEmpty() && (bySkeleton.equals(other.bySkeleton) || byGlance.equals(other.byGlance));
        }

        private static String bare(String text) {
            var bare = new StringBuilder();
            DECOMPOSED
                    .normalize(text)
                    .codePoints()
                    .filter(UCharacter::isLetterOrDigit)
                    .forEach(bare::appendCodePoint);
            return bare.toString();
        }
    }
}
