package tertulia.server.tls;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;

/** What changes when a file is written or another takes its name; the same for all files that cannot be looked at. */
record FileState(FileTime modified, long bytes, String key) {
    private static final FileState NONE = new FileState(FileTime.fromMillis(0), -1, "");

    static FileState of(Path file) {
        try {
            var now = Files.readAttributes(file, BasicFileAttributes.class);
            return new FileState(now.lastModifiedTime(), now.size(), String.valueOf(now.fileKey()));
        } catch (IOException e) {
            return NONE;
        }
    }
}
