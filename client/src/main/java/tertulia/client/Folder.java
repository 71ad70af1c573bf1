package tertulia.client;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A folder that only its owner can look into, which several programs use at once: a file in it is replaced as a whole, and
 * whoever changes one holds the folder's lock.
 */
public record Folder(Path path) {
    /** Locks on files hold between programs only; this one holds within. */
    private static final ReentrantLock WITHIN = new ReentrantLock();

    /** What is done while the lock is held. */
    public interface Work<T, X extends Exception> {
        T run() throws IOException, X;
    }

    /** Makes the folder if it is missing, and does the work while no other program does any. */
    public <T, X extends Exception> T locked(Work<T, X> work) throws IOException, X {
        make();
        WITHIN.lock();
        try (var guard = FileChannel.open(path.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            var held = guard.lock();
            try {
                return work.run();
            } finally {
                held.release();
            }
        } finally {
            WITHIN.unlock();
        }
    }

    /** Writes the file anew; whoever reads it meanwhile has the old one or the new one. */
    public void replace(Path file, String text) throws IOException {
        // createTempFile lets only its owner read and write.
        var fresh = Files.createTempFile(path, "new", ".tmp");
        try {
            Files.writeString(fresh, text);
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(fresh);
        }
    }

    private void make() throws IOException {
        if (Files.isDirectory(path)) return;
        if (path.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.createDirectories(
                    path, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        } else Files.createDirectories(path);
    }
}
