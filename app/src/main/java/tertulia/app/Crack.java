package tertulia.app;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import tertulia.client.Caesar;

/** All keys of Caesar's cipher that may have made a text, by how much what they open looks like a language. */
final class Crack {
    private Crack() {}

    /** A key, what it opens, and how likely it is from 0 to 1; all keys together have 1. */
    record Guess(int key, String text, double likely) {}

    /** The likeliest first. A text without letters makes all keys alike. */
    static List<Guess> guesses(String sealed, Letters language) {
        var opened = IntStream.rangeClosed(1, Caesar.KEYS)
                .mapToObj(key -> new Caesar(key).opened(sealed))
                .toList();
        double[] logs = opened.stream()
                .mapToDouble(text -> language.logOf(Letters.count(text)))
                .toArray();
        // Bayes' rule, all keys being alike before; shifted, for the logarithms of long texts are too far below 0.
        double best = Arrays.stream(logs).max().orElse(0);
        double all = Arrays.stream(logs).map(log -> Math.exp(log - best)).sum();
        return IntStream.range(0, logs.length)
                .mapToObj(at -> new Guess(at + 1, opened.get(at), Math.exp(logs[at] - best) / all))
                .sorted(Comparator.comparingDouble((Guess guess) -> -logs[guess.key() - 1]))
                .toList();
    }
}
