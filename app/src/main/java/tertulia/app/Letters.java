package tertulia.app;

/**
 * How often each letter from a to z is in texts of a language; letters with marks on them do not count, for Caesar's cipher
 * leaves them alone. Of ten thousand letters, so many.
 */
enum Letters {
    // English, French and Portuguese: Wikipedia, "Letter frequency". Albanian: counted in the Albanian translations of
    // GNU
    // programs, 173,000 letters.
    en(
            817, 149, 278, 425, 1270, 223, 202, 609, 697, 15, 77, 403, 241, 675, 751, 193, 10, 599, 633, 906, 276, 98,
            236, 15, 197, 7),
    fr(
            764, 90, 326, 367, 1472, 107, 87, 94, 753, 81, 7, 546, 297, 710, 580, 252, 136, 669, 795, 724, 631, 184, 5,
            43, 13, 33),
    pt(
            1463, 104, 388, 499, 1257, 102, 130, 78, 619, 40, 2, 278, 474, 445, 974, 252, 120, 653, 681, 434, 364, 158,
            4, 45, 1, 47),
    sq(
            757, 142, 65, 315, 1011, 157, 248, 389, 977, 293, 349, 339, 398, 609, 393, 356, 57, 807, 666, 881, 460, 129,
            20, 29, 56, 98);

    @SuppressWarnings("ImmutableEnumChecker") // Written once, here, and given to nobody.
    private final double[] logs;

    Letters(int... counts) {
        logs = new double[counts.length];
        double all = 0;
        for (int count : counts) all += count;
        for (int letter = 0; letter < counts.length; letter++) logs[letter] = Math.log(counts[letter] / all);
    }

    /** The logarithm of how likely letters are that occur so often, from a on. */
    double logOf(int[] counts) {
        double sum = 0;
        for (int letter = 0; letter < counts.length; letter++) sum += counts[letter] * logs[letter];
        return sum;
    }

    /** How often each letter is in the text, in either case. */
    static int[] count(String text) {
        int[] counts = new int['z' - 'a' + 1];
        text.chars().filter(c -> c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z').forEach(c -> counts[(c | 0x20) - 'a']++);
        return counts;
    }
}
