package tertulia.store;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Optional;
import tertulia.model.*;

/** TEMPORARY until EventJson is merged. */
final class EventForm {
    private EventForm() {}

    static byte[] bytes(Event event) {
        String s = switch (event) {
            case Talk.Said said ->
                switch (said.body()) {
                    case Text t -> "S" + t.cipher().orElse("") + "\n" + t.text();
                };
            case Change.Created c -> {
                var b = new StringBuilder("C");
                for (var m : c.members()) b.append(m.id()).append(m.handle()).append('\n');
                yield b.toString();
            }
        };
        return s.getBytes(StandardCharsets.UTF_8);
    }

    static Event event(byte[] bytes) {
        String s = new String(bytes, StandardCharsets.UTF_8);
        if (s.charAt(0) == 'S') {
            int n = s.indexOf('\n');
            return new Talk.Said(
                    new Text(s.substring(n + 1), n == 1 ? Optional.empty() : Optional.of(s.substring(1, n))));
        }
        var members = new ArrayList<Author>();
        s.substring(1)
                .lines()
                .forEach(l -> members.add(new Author(UserId.of(l.substring(0, 32)), new Handle(l.substring(32)))));
        return new Change.Created(members);
    }
}
