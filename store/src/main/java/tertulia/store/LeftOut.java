package tertulia.store;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;

/**
 * What SQLite leaves out of its log, without a word, when it opens a database after a crash: all from the first frame on
 * whose checksum is wrong ("The WAL File Format" of its documentation). If a whole transaction is among that, the disk may
 * have changed what was acknowledged; then both files are copied before they are opened.
 */
final class LeftOut {
    private static final System.Logger LOG = System.getLogger(LeftOut.class.getName());
    private static final int HEADER_BYTES = 32;
    private static final int FRAME_HEADER_BYTES = 24;
    private static final int MAGIC = 0x377f0682; // The last bit: words are big-endian.
    private static final String COPY = "damaged-";

    private LeftOut() {}

    /** Says in words what is left out, if that may matter. Throws {@link StoreTrouble} if there is no room for the copy. */
    static Optional<StoreTrouble> look(Path database) {
        var log = database.resolveSibling(database.getFileName() + "-wal");
        long frames;
        try {
            frames = frames(log);
            if (frames == 0) return Optional.empty();
            var trouble = new StoreTrouble(null, "log-damaged", log, frames, keepCopy(database, log));
            LOG.log(Level.WARNING, "log=damaged frames=" + frames + ": " + trouble.getMessage());
            return Optional.of(trouble);
        } catch (IOException e) {
            throw new StoreTrouble(e, "log-damaged-no-copy", log, e);
        }
    }

    /** How many frames with at least one whole transaction among them are left out; 0 if none. */
    static long frames(Path log) throws IOException {
        if (!Files.exists(log)) return 0;
        try (var channel = FileChannel.open(log)) {
            var header = read(channel, 0, HEADER_BYTES);
            if (header.limit() < HEADER_BYTES) return 0;
            int pageBytes = Math.clamp(header.getInt(8), 512, 65_536);
            int frameBytes = FRAME_HEADER_BYTES + pageBytes;
            long frames = (channel.size() - HEADER_BYTES) / frameBytes;
            var sum = new Sum((header.getInt(0) & 1) == 1 ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
            sum.add(header, 0, 24);
            boolean good = (header.getInt(0) & ~1) == MAGIC && sum.is(header.getInt(24), header.getInt(28));
            if (!good) return frames; // A log without its header is left out as a whole.
            long salts = header.getLong(16);
            long recovered = 0;
            long lastCommit = 0;
            for (long i = 1; i <= frames; i++) {
                var frame = read(channel, HEADER_BYTES + (i - 1) * frameBytes, good ? frameBytes : FRAME_HEADER_BYTES);
                if (frame.getLong(8) != salts) {
                    good = false; // Of a former round of the log, or damaged itself.
                    continue;
                }
                boolean commits = frame.getInt(4) != 0;
                if (commits) lastCommit = i;
                if (!good) continue;
                sum.add(frame, 0, 8);
                sum.add(frame, FRAME_HEADER_BYTES, pageBytes);
                good = sum.is(frame.getInt(16), frame.getInt(20));
                if (good && commits) recovered = i;
            }
            return lastCommit - recovered;
        }
    }

    /** The copy's folder, named with the day. There is one copy at most: the first. */
    private static Path keepCopy(Path database, Path log) throws IOException {
        var folder = database.resolveSibling(".").normalize();
        try (var others = Files.newDirectoryStream(folder, COPY + "*")) {
            for (var first : others) return first;
        }
        var copy = folder.resolve(COPY + LocalDate.now(ZoneId.systemDefault()));
        var draft = folder.resolve(COPY.replace("-", ".new"));
        Files.createDirectories(draft, DataFolder.ownerOnly(folder, "rwx------"));
        try {
            for (var file : new Path[] {database, log}) {
                Files.copy(
                        file,
                        draft.resolve(file.getFileName()),
                        StandardCopyOption.REPLACE_EXISTING,
                        StandardCopyOption.COPY_ATTRIBUTES);
            }
        } catch (IOException e) {
            for (var file : new Path[] {database, log}) Files.deleteIfExists(draft.resolve(file.getFileName()));
            Files.deleteIfExists(draft);
            throw e;
        }
        return Files.move(draft, copy, StandardCopyOption.ATOMIC_MOVE);
    }

    private static ByteBuffer read(FileChannel channel, long at, int bytes) throws IOException {
        var buffer = ByteBuffer.allocate(bytes);
        while (buffer.hasRemaining()) {
            int read = channel.read(buffer, at + buffer.position());
            if (read < 0) break;
        }
        return buffer.flip();
    }

    /** SQLite's running checksum over words of 32 bits. */
    private static final class Sum {
        private final ByteOrder order;
        private int first;
        private int second;

        Sum(ByteOrder order) {
            this.order = order;
        }

        void add(ByteBuffer bytes, int from, int count) {
            var words = bytes.duplicate().order(order);
            for (int at = from; at < from + count; at += 8) {
                first += words.getInt(at) + second;
                second += words.getInt(at + 4) + first;
            }
        }

        boolean is(int one, int other) {
            return first == one && second == other;
        }
    }
}
