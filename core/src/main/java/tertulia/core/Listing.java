package tertulia.core;

import org.jspecify.annotations.Nullable;
import tertulia.model.Notice;

/**
 * One session's way through the list of who is present: page by page, as its voice can take them, then change by change.
 * On the session's lane.
 */
final class Listing {
    private final Session session;
    private final People people;
    private People.@Nullable Whole whole;
    private int next;
    private boolean again;

    Listing(Session session, People people) {
        this.session = session;
        this.people = people;
    }

    /** The whole list is wanted: now, or once the one under way is over. */
    void ask() {
        again = true;
        goOn();
    }

    /** The voice can be written to again. */
    void goOn() {
        while (session.voice().writable()) {
            if (whole == null) {
                if (!again) return;
                again = false;
                next = 0;
                whole = people.begin(this);
            }
            if (whole.tell(next++, session.voice())) end();
        }
    }

    /** A change is the first thing left out for a voice that is full or not through with the list; it gets a newer list. */
    void hear(Shared change) {
        boolean lists = session.voice().resumes();
        if (session.voice().writable() && !(lists && (whole != null || again)))
            session.voice().tell(change);
        else again |= lists;
    }

    /** The list that is being told is needed no longer. */
    void end() {
        if (whole != null) people.left(whole, this);
        whole = null;
    }

    /** It takes too long. */
    void giveUp() {
        end();
        session.guarded(() -> session.bye(Notice.Reason.SLOW));
    }
}
