package tertulia.testkit.sim;

import tertulia.model.Notice;
import tertulia.model.RoomId;
import tertulia.model.UserId;

/** What a client has of a room: a cursor that may only move along the log, entry by entry. */
final class Timeline {
    final RoomId room;
    long at;
    /** Whether it has, or expects, a seat. */
    boolean inside;

    boolean caughtUp;
    /** It was left on purpose. */
    boolean left;

    String leavingRef = "";

    /** It asked to be let in and was told nothing since, so that a {@code room} notice may have crossed that. */
    private boolean asked;

    Timeline(RoomId room) {
        this.room = room;
    }

    void enter(long after) {
        at = after;
        inside = true;
        caughtUp = false;
        left = false;
        asked = false;
    }

    void ask(long after) {
        enter(after);
        asked = true;
    }

    /** The server let it in, from the first entry on, whatever it asks meanwhile; and if that is to leave, it will. */
    void open() {
        Flaw.unless(!inside || asked, "opened, but it is in there: %s", room);
        boolean leaving = left && inside;
        enter(0);
        left = leaving;
    }

    void hear(Notice.Heard heard, SimLog log, UserId user) {
        Flaw.unless(inside, "heard %s from outside", room);
        asked = false;
        Flaw.unless(heard.prev() == at, "in %s at %d, heard from %d on", room, at, heard.prev());
        Flaw.unless(log.mayRead(room, user), "a private room was heard: %s", room);
        Flaw.unless(!heard.entries().isEmpty(), "heard nothing");
        for (var entry : heard.entries()) {
            at++;
            Flaw.unless(entry.seq() == at, "heard %d instead of %d", entry.seq(), at);
            Flaw.unless(entry.equals(log.entry(room, at)), "heard what is not in the log: %s", entry);
        }
    }

    void hear(Notice.CaughtUp caught) {
        Flaw.unless(inside && !caughtUp, "caught up twice, or outside, in %s", room);
        Flaw.unless(caught.seq() == at, "caught up at %d, in %s at %d", caught.seq(), room, at);
        caughtUp = true;
        asked = false;
    }
}
