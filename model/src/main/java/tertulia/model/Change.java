package tertulia.model;

import java.util.List;

/** What alters {@link RoomState}, and nothing else does. */
public sealed interface Change extends Event {

    /** The room began, with these members. The first entry of every direct room. */
    record Created(List<Author> members) implements Change {
        public Created {
            members = List.copyOf(members);
        }
    }
}
