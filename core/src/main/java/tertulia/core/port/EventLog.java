package tertulia.core.port;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import tertulia.model.Draft;
import tertulia.model.Entry;
import tertulia.model.RoomId;

/**
 * Each room's entries, in order, for ever. An entry that cannot be read any more keeps its place, as {@code Damaged}. Any method may be called from any thread; its stage completes on a thread of
 * the log, always, at close too. A stage that fails means trouble: an append that fails may have been stored or not.
 */
public interface EventLog extends AutoCloseable {

    /**
     * Appends the drafts, all or none, if the room's log still ends at {@code after}. A stored entry survives a power
     * cut. With a log ending at 7, appending two drafts after 7 stores 8 and 9; after 6 it is {@link Appended.Moved}; if
     * one of the drafts is already entry 3, nothing is stored and it is {@link Appended.Known} with entry 3.
     *
     * @param at the time the new entries carry
     */
    CompletionStage<Appended> append(RoomId room, long after, List<Draft> drafts, Instant at);

    /**
     * The first entries after {@code after}, at most {@code limit}; fewer, but at least one, if they are large
     * ({@link Pages#CHARACTERS}); none if the log ends there.
     */
    CompletionStage<List<Entry>> read(RoomId room, long after, int limit);

    /** The last entries before {@code before}, at most {@code limit}, fewer if they are large, oldest first. */
    CompletionStage<List<Entry>> readBack(RoomId room, long before, int limit);

    /**
     * The room's last seq and all entries that changed its state; 0 and none for a room without a log. If one of these is
     * damaged, what is known of it otherwise stands for it, or it is left out: nobody becomes a member by damage.
     */
    CompletionStage<Origin> open(RoomId room);

    /**
     * Tells of entries that were appended, by anybody. Hints may be late, lost, repeated, out of order, or never come:
     * what they say is true, but only reading shows all. They come on a thread of the log.
     */
    Following follow(RoomId room, Consumer<List<Entry>> hints);

    @Override
    void close();

    /** What became of an append. */
    sealed interface Appended {
        /** Stored, as these entries. */
        record Stored(List<Entry> entries) implements Appended {}

        /** Not stored: the log does not end where it was thought to. */
        record Moved() implements Appended {}

        /** Not stored: the disk is nearly full, and nothing more is until there is room again. */
        record Full() implements Appended {}

        /** Not stored: these entries have the author and message id of some of the drafts. */
        record Known(List<Entry> entries) implements Appended {}
    }

    /** Where a room stands: its last seq, the time of that entry, and its changes so far. */
    record Origin(long last, Instant at, List<Entry> changes) {}

    /** Ends the hints. */
    interface Following {
        void stop();
    }
}
