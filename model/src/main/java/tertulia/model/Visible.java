package tertulia.model;

/** Makes text from strangers harmless on a screen: what would move the cursor, hide or reorder is shown instead. */
public final class Visible {
    private Visible() {}

    /**
     * The text with C0 controls as their pictures (U+2400 …), other controls, line separators, bidirectional controls
     * (UAX #9), invisible characters (but not the joiners that scripts and emoji
     * need) and lone surrogates as {@code <U+202E>}. The same text comes back if nothing was amiss.
     */
    public static String text(String text) {
        for (int i = 0; i < text.length(); i++) if (isSuspect(text.charAt(i))) return shown(text);
        return text;
    }

    /** A cheap first look: false only for what is certainly harmless. */
    private static boolean isSuspect(char c) {
        return c < 0x20 || c >= 0x7f && (c < 0xa0 || c == 0xad || c == 0x061c || c == 0x180e || c >= 0x2000);
    }

    private static String shown(String text) {
        var shown = new StringBuilder(text.length() + 16);
        text.codePoints().forEach(c -> {
            if (c < 0x20) shown.appendCodePoint(0x2400 + c);
            else if (c == 0x7f) shown.appendCodePoint(0x2421);
            else if (isHarmful(c)) shown.append(String.format("<U+%04X>", c));
            else shown.appendCodePoint(c);
        });
        return shown.toString();
    }

    private static boolean isHarmful(int c) {
        return c >= 0x80 && c < 0xa0
                || c == 0xad
                || c == 0x061c
                || c == 0x180e
                || c == 0x200b
                || c == 0x200e
                || c == 0x200f
                || c >= 0x2028 && c <= 0x202e
                || c >= 0x2060 && c <= 0x206f
                || c >= 0xd800 && c <= 0xdfff
                || c == 0xfeff
                || c >= 0xfff9 && c <= 0xfffb
                || c >= 0xe0000 && c <= 0xe007f;
    }
}
