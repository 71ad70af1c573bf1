package tertulia.store;

import java.nio.file.Path;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;
import tertulia.model.Trouble;

/** The data cannot be used, or not now: one sentence for a person, naming the file. */
public final class StoreTrouble extends Trouble {
    private static final long serialVersionUID = 1;

    /** {@code trouble.store.NAME} of the catalogue with its parts. */
    StoreTrouble(@Nullable Throwable cause, String name, Object... parts) {
        super(cause, "store." + name, parts);
    }

    /** What the database's own exception means. */
    static StoreTrouble of(Path file, Exception e) {
        if (e instanceof StoreTrouble trouble) return trouble;
        var code = code(e);
        return switch (code & 0xff) {
            case 13 -> new StoreTrouble(e, "disk-full", file); // SQLITE_FULL
            case 10 -> // SQLITE_IOERR; what SQLite shares in memory is a file, too.
                code == SQLiteErrorCode.SQLITE_IOERR_SHMSIZE.code
                        ? new StoreTrouble(e, "disk-full", file)
                        : new StoreTrouble(e, "disk-fails", file, name(code));
            case 11, 26 -> damaged(file, name(code), e); // SQLITE_CORRUPT, SQLITE_NOTADB
            case 5, 6 -> new StoreTrouble(e, "file-in-use", file); // SQLITE_BUSY, SQLITE_LOCKED
            default -> {
                var what = e instanceof SQLException ? name(code) : e.getClass().getSimpleName();
                yield new StoreTrouble(e, "unusable", file, what);
            }
        };
    }

    static StoreTrouble damaged(Path file, String how, @Nullable Throwable cause) {
        return new StoreTrouble(cause, "damaged", file, how);
    }

    /** The database's extended result code, 1 if it is none of its exceptions. */
    static int code(Exception e) {
        if (e.getCause() instanceof SQLiteException sqlite) return sqlite.getResultCode().code;
        return e instanceof SQLiteException sqlite ? sqlite.getResultCode().code : 1;
    }

    /** The result code in words, for logs; never a text of the database's, which might quote data. */
    static String name(int code) {
        return SQLiteErrorCode.getErrorCode(code).name();
    }

    /** Whether what was read is no database, wholly or in part. */
    static boolean isDamage(SQLException e) {
        return (code(e) & 0xff) == SQLiteErrorCode.SQLITE_CORRUPT.code;
    }

    /** Whether what was to be written is the cause, or the place where it belongs: the disk and the rest of the file may be well. */
    static boolean isOfOne(Exception e) {
        if (e instanceof StoreTrouble) return false;
        if (!(e instanceof SQLException)) return true;
        return switch (code(e) & 0xff) {
            case 11, 18, 19, 20 -> true; // SQLITE_CORRUPT, SQLITE_TOOBIG, SQLITE_CONSTRAINT, SQLITE_MISMATCH
            default -> false;
        };
    }

    /** Whether a file could not be opened, made or written, perhaps because of the folder it is in. */
    static boolean isOfFolder(SQLException e) {
        int code = code(e) & 0xff;
        return code == SQLiteErrorCode.SQLITE_CANTOPEN.code || code == SQLiteErrorCode.SQLITE_READONLY.code;
    }

    /** Whether a unique index refused the row. */
    static boolean isTaken(SQLException e) {
        return code(e) == SQLiteErrorCode.SQLITE_CONSTRAINT_UNIQUE.code;
    }
}
