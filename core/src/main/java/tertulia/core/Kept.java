package tertulia.core;

import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import tertulia.core.Presence.Person;
import tertulia.core.port.Lane;
import tertulia.model.UserId;

/**
 * Those whose handle is kept while they are away, by the network that they came from. With too many, the network that holds most
 * loses its own newest; of several that hold as many, the one that was last to get there. So nobody loses a handle to newcomers
 * from elsewhere.
 */
final class Kept {
    private final Expiry<Person> all;
    private final Map<String, SequencedMap<UserId, Person>> byNetwork = new HashMap<>();
    private final TreeMap<Integer, LinkedHashSet<String>> bySize = new TreeMap<>();

    /** {@code forget} is called with whoever's time is over. */
    Kept(Lane lane, Consumer<Person> forget) {
        all = new Expiry<>(lane, person -> {
            leaveGroup(person);
            forget.accept(person);
        });
    }

    /** Keeps the handle for so long. */
    void add(Person person, Duration time) {
        remove(person);
        all.add(person, time);
        person.keptFor = person.network;
        var group = byNetwork.computeIfAbsent(person.keptFor, _ -> new LinkedHashMap<>());
        resize(person.keptFor, group.size(), group.size() + 1);
        group.put(person.id, person);
    }

    void remove(Person person) {
        if (all.remove(person)) leaveGroup(person);
    }

    private void leaveGroup(Person person) {
        var group = group(person.keptFor);
        group.remove(person.id, person);
        resize(person.keptFor, group.size() + 1, group.size());
        if (group.isEmpty()) byNetwork.remove(person.keptFor);
    }

    private void resize(String network, int before, int now) {
        var with = bySize.get(before);
        if (with != null && with.remove(network) && with.isEmpty()) bySize.remove(before);
        if (now > 0) bySize.computeIfAbsent(now, _ -> new LinkedHashSet<>()).add(network);
    }

    int size() {
        return all.size();
    }

    /** Whose handle is the next to be given up. Throws NoSuchElementException if none is kept. */
    Person next() {
        var network = bySize.lastEntry().getValue().getLast();
        return group(network).lastEntry().getValue();
    }

    private SequencedMap<UserId, Person> group(String network) {
        var group = byNetwork.get(network);
        if (group == null) throw new Bug("a kept handle of no network");
        return group;
    }
}
