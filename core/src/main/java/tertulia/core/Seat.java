package tertulia.core;

import java.time.Duration;
import java.util.List;
import tertulia.model.Entry;
import tertulia.model.Limit;
import tertulia.model.Notice;

/**
 * One session's place in one room: a cursor that is either live or catching up. It holds numbers, never messages, so a
 * slow reader costs nothing and hurts nobody. Belongs to its audience's lane.
 */
final class Seat {
    private static final Duration AFTER_TROUBLE = Duration.ofMillis(500);

    private final Audience audience;
    private final Session session;
    private long at;
    private boolean live;
    private boolean reading;
    private boolean closed;
    private boolean caughtUp;
    /** Its place in the audience, which looks after it. */
    int index;

    Seat(Audience audience, Session session, long at) {
        this.audience = audience;
        this.session = session;
        this.at = at;
    }

    /** A live batch: the fast case is that it starts exactly where the seat stands. */
    void offer(Shared batch, Notice.Heard heard) {
        if (!live) return;
        if (!session.canHear()) {
            live = false;
            return;
        }
        switch (Fit.of(at, heard.prev(), heard.last())) {
            case NEXT -> hear(batch, heard);
            case SEEN -> {}
            case GAP -> {
                live = false;
                catchUp();
            }
        }
    }

    /** Everything else: on taking the seat, on becoming writable again, after a gap. */
    void catchUp() {
        while (!closed && !live && !reading && session.canHear()) {
            if (session.skipsAhead() && at < audience.at()) skip();
            if (heardFromRecent()) continue;
            if (live) {
                tellCaughtUp();
                return;
            }
            reading = true;
            audience.hall().reads().ask(this::read);
        }
    }

    /** The room's log was loaded anew; nothing posted before may be relied on. */
    void doubt() {
        live = false;
        catchUp();
    }

    void close() {
        closed = true;
        live = false;
    }

    boolean isLive() {
        return live;
    }

    Audience audience() {
        return audience;
    }

    Session session() {
        return session;
    }

    private boolean heardFromRecent() {
        var next = audience.recentAfter(at);
        if (next != null) {
            hear(next, (Notice.Heard) next.notice());
            return true;
        }
        if (audience.isReady() && at >= audience.at()) live = true;
        return false;
    }

    /** Has its turn among those who read the log; false if it wants nothing any more. */
    private boolean read() {
        if (closed) return false;
        var hall = audience.hall();
        hall.log()
                .read(audience.room(), at, Math.max(1, hall.limits().count(Limit.CATCH_UP_ENTRIES)))
                .whenComplete((page, failure) -> hall.lane().run(() -> {
                    hall.reads().done();
                    reading = false;
                    if (closed) return;
                    if (failure == null) session.guarded(() -> readDone(page));
                    else hall.lane().after(AFTER_TROUBLE, () -> session.guarded(this::catchUp));
                }));
        return true;
    }

    private void readDone(List<Entry> page) {
        // A voice that is full by now is told later; the page is read again then.
        if (!session.canHear()) return;
        if (page.isEmpty()) {
            if (audience.isReady() && at >= audience.at()) {
                live = true;
                tellCaughtUp();
                return;
            }
        } else if (page.getLast().seq() > at) {
            var heard = new Notice.Heard(audience.room(), at, Batches.first(page));
            check(heard);
            at = heard.last();
            session.voice().tell(heard);
        }
        catchUp();
    }

    private void hear(Shared batch, Notice.Heard heard) {
        check(heard);
        at = heard.last();
        session.voice().tell(batch);
    }

    private void check(Notice.Heard heard) {
        Bug.unless(
                heard.prev() == at && heard.entries().getFirst().seq() == at + 1,
                "a seat would skip or repeat an entry");
    }

    private void tellCaughtUp() {
        if (caughtUp) return;
        caughtUp = true;
        session.voice().tell(new Notice.CaughtUp(audience.room(), at));
    }

    private void skip() {
        long skipped = audience.at() - at;
        at = audience.at();
        session.voice().tell(new Notice.Skipped(audience.room(), skipped));
    }
}
