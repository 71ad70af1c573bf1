package tertulia.core;

import java.util.List;
import tertulia.model.Author;
import tertulia.model.Entry;
import tertulia.model.Refusal;

/** Looks on, for the console. Called on lanes, so it must not wait; it decides nothing. */
public interface Watch {
    /** Sees nothing. */
    Watch NOBODY = new Watch() {
        @Override
        public void joined(Author user, String address) {}

        @Override
        public void left(Author user) {}

        @Override
        public void refused(String name, String address, Refusal why) {}

        @Override
        public void kicked(Author user) {}

        @Override
        public void passed(Entry entry, List<Author> members) {}
    };

    /** Somebody who was not there is there now. */
    void joined(Author user, String address);

    /** The last connection of somebody is gone. */
    void left(Author user);

    /** Somebody was not let in under this name, which is as it came: of any length, with anything in it. */
    void refused(String name, String address, Refusal why);

    /** Somebody is being sent out by the operator. */
    void kicked(Author user);

    /** An entry was stored; {@code members} are those of its direct room, none for the lobby. */
    void passed(Entry entry, List<Author> members);
}
