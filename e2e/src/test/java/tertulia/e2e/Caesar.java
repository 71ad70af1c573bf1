package tertulia.e2e;

/** Caesar's cipher, as the clients of two of the five systems use it; a lesson, and not secure. Only letters move. */
final class Caesar {
    private Caesar() {}

    static String shifted(String text, int by) {
        var out = new StringBuilder();
        text.chars().forEach(c -> {
            if (c >= 'a' && c <= 'z') out.append((char) ('a' + Math.floorMod(c - 'a' + by, 26)));
            else if (c >= 'A' && c <= 'Z') out.append((char) ('A' + Math.floorMod(c - 'A' + by, 26)));
            else out.append((char) c);
        });
        return out.toString();
    }
}
