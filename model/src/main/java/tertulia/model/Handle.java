package tertulia.model;

import com.ibm.icu.lang.UCharacter;
import tertulia.model.Looks.Look;

/**
 * A user's unique name: 1–32 code points, PRECIS UsernameCasePreserved (RFC 8265 §3.4), without the characters that
 * protocols give a meaning to and without what cannot be seen. Two handles are the same to people, and so to us, if
 * their {@link #skeleton}s are equal.
 */
public record Handle(String text) {
    /** The name under which the server itself speaks; nobody else can have it. */
    public static final Handle SERVER = new Handle("SERVER");

    /**
     * Whether the text may be a handle, and if not, why. Blanks at either end are left out and a typographic apostrophe
     * is a plain one; the handle is what PRECIS makes of the rest, so that judging a handle again gives the same handle.
     */
    public static Judged judge(String text, Limits limits) {
        return HandleRule.judge(text, limits);
    }

    /** The name that a search finds: regardless of letter case (the Turkish letters i included) and of joiners. */
    public String folded() {
        return Looks.folded(text);
    }

    /** What people see when they glance at it: the UTS #39 skeleton of its case-folded form. */
    public String skeleton() {
        return Looks.skeleton(folded());
    }

    /** The same in the other order: {@code AIice} with a capital i is {@code Alice} to the eye, though not to letter case. */
    public String glance() {
        return UCharacter.foldCase(Looks.skeleton(text), true);
    }

    /** Whether it could be mistaken for these words, whatever marks, signs or look-alikes disguise it. */
    public boolean passesFor(String words) {
        return Look.of(text).passesFor(Look.of(words));
    }

    /** The text by which the directory finds the user whose name a person typed: a folded handle, or nobody's. */
    public static String lookedUp(String text, Limits limits) {
        boolean plain = text.chars().allMatch(c -> c > ' ' && c < 0x7f);
        if (!plain && judge(text, limits) instanceof Judged.Good(Handle handle)) return handle.folded();
        return Looks.folded(text);
    }

    /** Whether the text is {@code ALL} in any letter case: everybody, not a name. */
    public static boolean isAll(String text) {
        return text.strip().equalsIgnoreCase("ALL");
    }

    /** The result of {@link #judge}. */
    public sealed interface Judged {
        record Good(Handle handle) implements Judged {}

        record Bad(Refusal refusal) implements Judged {}
    }

    @Override
    public String toString() {
        return text;
    }
}
