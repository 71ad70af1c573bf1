package tertulia.store;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteJDBCLoader;
import org.sqlite.util.LibraryLoaderUtil;
import org.sqlite.util.OSInfo;

/**
 * SQLite's native library. It is loaded from where the program keeps it unpacked; where that has none for this system, it
 * is unpacked into the data folder and deleted as soon as it is loaded. Nothing is ever unpacked where others may write.
 */
final class NativeLibrary {
    private static final String FOLDER = "native";

    private static boolean loaded;

    private NativeLibrary() {}

    /** Loads it from below this folder if it is there. What goes wrong is tried again, and said, by {@link #load}. */
    static synchronized void from(Path unpacked) {
        var folder = unpacked.resolve(OSInfo.getNativeLibFolderPathForCurrentOS());
        if (loaded || !Files.isReadable(folder.resolve(LibraryLoaderUtil.getNativeLibName()))) return;
        System.setProperty("org.sqlite.lib.path", folder.toString());
        // SQLite's own way out would be a file in the folder for temporary files, which may be anybody's.
        System.setProperty("org.sqlite.tmpdir", unpacked.resolve("none").toString());
        try {
            loaded = SQLiteJDBCLoader.initialize();
        } catch (Exception e) {
            System.clearProperty("org.sqlite.lib.path");
        }
    }

    /** Loads it in any case. Throws {@link StoreTrouble} if that cannot be. */
    static synchronized void load(Path data) {
        if (loaded) return;
        var folder = data.toAbsolutePath().normalize().resolve(FOLDER);
        try {
            delete(folder); // What was left by a process that was killed.
            Files.createDirectory(folder, DataFolder.ownerOnly(folder, "rwx------"));
            System.setProperty("org.sqlite.tmpdir", folder.toString());
            loaded = SQLiteJDBCLoader.initialize();
        } catch (Exception | LinkageError e) {
            throw new StoreTrouble(e, "library", folder);
        } finally {
            deleteQuietly(folder);
        }
    }

    private static void deleteQuietly(Path folder) {
        try {
            delete(folder);
        } catch (IOException e) {
            // Windows keeps a library that is in use; the next start deletes it.
        }
    }

    private static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) return;
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException e) throws IOException {
                if (e != null) throw e;
                Files.delete(visited);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
