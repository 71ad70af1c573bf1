package tertulia.catalogue;

/** Text as JSON. */
final class Json {
    private Json() {}

    /** The text in quotes, as UTF-8 has it; what is not seen is escaped. */
    static String text(String text) {
        var json = new StringBuilder(text.length() + 2).append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') json.append('\\').append(c);
            else if (c < 0x20 || c == 0x7f || isHidden(c)) json.append(String.format("\\u%04x", (int) c));
            else json.append(c);
        }
        return json.append('"').toString();
    }

    /** Blanks that break no line, marks of direction, separators of lines, and halves of characters. */
    private static boolean isHidden(char c) {
        return c == 0xa0
                || c == 0xad
                || c >= 0x80 && c < 0xa0
                || c >= 0x2000 && c < 0x2010
                || c >= 0x2028 && c < 0x2070
                || Character.isSurrogate(c)
                || c == 0xfeff;
    }
}
