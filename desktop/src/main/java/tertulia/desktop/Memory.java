package tertulia.desktop;

import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * What the window remembers for the next time: the server, the name, its own size, the conversation. The file is read once,
 * when this is made, which is not for the window's thread; it is written by a thread of its own.
 */
final class Memory implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(Memory.class.getName());

    private final Path file;
    private final Properties fields = new Properties();
    private final ExecutorService writer = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().name("tertulia-memory").factory());

    /** In this folder, which is made when there is something to keep. A file that cannot be read counts as none. */
    Memory(Path folder) {
        file = folder.resolve("desktop.properties");
        try {
            fields.load(new StringReader(Files.readString(file)));
        } catch (NoSuchFileException e) {
            LOG.log(System.Logger.Level.DEBUG, "nothing remembered yet");
        } catch (IOException | IllegalArgumentException e) {
            LOG.log(System.Logger.Level.WARNING, "what the window remembers cannot be read: {0}", e.toString());
        }
    }

    Optional<String> text(String name) {
        return Optional.ofNullable(fields.getProperty(name));
    }

    /** The number of this name, or the usual one if there is none. */
    double number(String name, double usual) {
        try {
            return Double.parseDouble(fields.getProperty(name, ""));
        } catch (NumberFormatException e) {
            return usual;
        }
    }

    /** Keeps it, on the disk a little later. */
    void keep(String name, Object value) {
        String text = String.valueOf(value);
        if (text.equals(fields.setProperty(name, text))) return;
        var whole = new StringWriter();
        try {
            fields.store(whole, "What the desktop window remembers.");
        } catch (IOException e) {
            throw new IllegalStateException("a StringWriter takes all", e);
        }
        writer.execute(() -> write(whole.toString()));
    }

    private void write(String whole) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            var fresh = file.resolveSibling(file.getFileName() + ".new");
            Files.writeString(fresh, whole);
            Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            LOG.log(System.Logger.Level.WARNING, "what the window remembers cannot be kept: {0}", e.toString());
        }
    }

    /** Waits a little until all is written. */
    @Override
    public void close() {
        writer.shutdown();
        try {
            if (!writer.awaitTermination(2, TimeUnit.SECONDS)) LOG.log(System.Logger.Level.WARNING, "not all was kept");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
