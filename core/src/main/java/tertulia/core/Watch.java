package tertulia.core;

import java.util.List;
import tertulia.model.Author;
import tertulia.model.Entry;

/** Looks on, for the console. Called on lanes, so it must not wait; it decides nothing. */
public interface Watch {
    /** Sees nothing. */
    Watch NOBODY = new Watch() {
        @Override
        public void joined(Author user, String address) {}

        @Override
        public void left(Author user) {}

        @Override
        public void passed(Entry entry, List<Author> members) {}
    };

    /** Somebody who was not there is there now. */
    void joined(Author user, String address);

    /** The last connection of somebody is gone. */
    void left(Author user);

    /** An entry was stored; {@code members} are those of its direct room, none for the lobby. */
    void passed(Entry entry, List<Author> members);
}
