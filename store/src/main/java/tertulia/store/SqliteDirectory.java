package tertulia.store;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import tertulia.core.port.Directory;
import tertulia.model.Notice.RoomInfo;
import tertulia.model.RoomId;
import tertulia.model.UserId;

/** Guests, and what follows from the logs about who belongs where, in SQLite. */
final class SqliteDirectory implements Directory {
    private static final long GUEST_BYTES = 512;

    private final Writer writer;
    private final Readers readers;

    SqliteDirectory(Writer writer, Readers readers) {
        this.writer = writer;
        this.readers = readers;
    }

    @Override
    public CompletionStage<Optional<Guest>> guest(UserId user) {
        return readers.submit(statements -> statements.guest(user));
    }

    @Override
    public CompletionStage<List<Guest>> kept(Instant now) {
        return readers.submit(statements -> statements.kept(now));
    }

    @Override
    public CompletionStage<Void> keep(Guest guest) {
        return writer.submit(1, GUEST_BYTES, statements -> {
                    statements.keep(guest);
                    return guest;
                })
                .thenAccept(_ -> {});
    }

    @Override
    public CompletionStage<Rooms> rooms(UserId user, Optional<Place> after, int limit) {
        return readers.submit(statements -> statements.rooms(user, after, limit));
    }

    @Override
    public CompletionStage<List<RoomInfo>> rooms(UserId user, Set<RoomId> named) {
        return readers.submit(statements -> statements.rooms(user, named));
    }
}
