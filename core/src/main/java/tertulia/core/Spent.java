package tertulia.core;

import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * What has been used of rates by those who are not here, until it is whole again. Holds at most so many; with more, those that are
 * nearest to whole go first.
 */
final class Spent<K, V> {
    private final Map<K, V> spent = new HashMap<>();
    private final long most;

    Spent(long most) {
        this.most = Math.max(1, most);
    }

    /** Remembers it, unless nothing is missing; {@code missing} tells of each how much is. */
    void put(K key, V value, ToLongFunction<V> missing) {
        if (missing.applyAsLong(value) == 0) return;
        if (spent.size() >= most) tidy(missing);
        spent.put(key, value);
    }

    /** Makes room: what is whole is forgotten, and if that is not enough, a quarter of the rest. */
    private void tidy(ToLongFunction<V> missing) {
        spent.values().removeIf(value -> missing.applyAsLong(value) == 0);
        if (spent.size() < most) return;
        record Measured<K>(K key, long missing) {}
        spent.entrySet().stream()
                .map(one -> new Measured<>(one.getKey(), missing.applyAsLong(one.getValue())))
                .sorted(Comparator.comparingLong(Measured::missing))
                .limit(Math.max(1, spent.size() / 4))
                .toList()
                .forEach(one -> spent.remove(one.key()));
    }

    @Nullable
    V get(K key) {
        return spent.get(key);
    }

    /** What is remembered of this, if anything, or else {@code fresh}; it is here again. */
    V take(K key, V fresh) {
        var before = spent.remove(key);
        return before == null ? fresh : before;
    }

    int size() {
        return spent.size();
    }
}
