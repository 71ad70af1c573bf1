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

    Timeline(RoomId room) {
        this.room = room;
    }

    void enter(long after) {
        at = after;
        inside = true;
        caughtUp = false;
        left = false;
    }

    void hear(Notice.Heard heard, SimLog log, UserId user) {
        Flaw.unless(inside, "heard %s from outside", room);
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
    }
}
