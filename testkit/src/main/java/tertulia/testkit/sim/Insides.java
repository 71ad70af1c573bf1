package tertulia.testkit.sim;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import tertulia.core.Budget;
import tertulia.core.Node;
import tertulia.core.World;

/** Looks into a node for what nobody uses any more. The core shows none of this to anyone, so it is taken by force. */
final class Insides {
    private Insides() {}

    /** After everybody has left and enough time has passed, a node holds nothing. */
    static void checkEmpty(Node node) {
        for (var hall : (List<?>) field(node, "halls")) {
            for (var name : List.of("rooms", "audiences", "sessions")) checkEmpty(hall, name);
            checkEmpty(field(hall, "people"), "present");
            checkEmpty(field(hall, "people"), "wholes");
            checkEmpty(field(hall, "reads"), "waiting");
            for (var name : List.of("within", "waiting")) checkEmpty(field(hall, "gate"), name);
        }
        checkGiven(((World) field(node, "world")).budget());
        var presence = field(node, "presence");
        for (var name : List.of("people", "byName", "byLook", "byGlance", "sentOut", "joined", "left"))
            checkEmpty(presence, name);
        var away = field(presence, "away");
        for (var name : List.of("byNetwork", "bySize")) checkEmpty(away, name);
        for (var expiry : List.of(field(presence, "leaving"), field(away, "all"))) checkEmpty(expiry, "ends");
    }

    /** What everybody took is given back. */
    static void checkGiven(Budget budget) {
        for (var use : Budget.Use.values())
            Flaw.unless(
                    budget.share(use).used() == 0,
                    "%d bytes are held as %s",
                    budget.share(use).used(),
                    use);
    }

    private static void checkEmpty(Object owner, String name) {
        var value = field(owner, name);
        boolean empty = value instanceof Map<?, ?> map ? map.isEmpty() : ((Collection<?>) value).isEmpty();
        Flaw.unless(empty, "%s of %s are left: %s", name, owner.getClass().getSimpleName(), value);
    }

    private static Object field(Object owner, String name) {
        try {
            var field = owner.getClass().getDeclaredField(name);
            field.setAccessible(true);
            return field.get(owner);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}
