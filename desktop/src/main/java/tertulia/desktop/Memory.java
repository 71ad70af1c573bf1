package tertulia.desktop;

import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import tertulia.client.Folder;
import tertulia.model.Trouble;
import tertulia.model.Words;

/**
 * What the window remembers for the next time: the server, the name, its own size, how it looks. The file is read once, when
 * this is made, which is not for the window's thread; it is written by a thread of its own, as are others beside it.
 */
final class Memory implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(Memory.class.getName());
    private static final String FILE = "desktop.properties";

    private final Folder folder;
    private final Properties fields = new Properties();
    /** What is still to be written, by the name of the file; only the last of each counts. */
    private final Map<String, String> waiting = new HashMap<>();

    private final ExecutorService writer = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().name("tertulia-memory").factory());

    /** In this folder, which is made when there is something to keep. A file that cannot be read counts as none. */
    Memory(Path folder) {
        this.folder = new Folder(folder);
        try {
            fields.load(new StringReader(read(FILE)));
        } catch (IOException | IllegalArgumentException e) {
            warn("memory-unread", e);
        }
    }

    /** Says in the log, in the person's language, what cannot be done in the folder, and why. */
    void warn(String trouble, Exception e) {
        var words = Words.ours();
        LOG.log(System.Logger.Level.WARNING, words.of("trouble." + trouble, folder.path(), Trouble.why(e, words)));
    }

    Optional<String> text(String name) {
        return Optional.ofNullable(fields.getProperty(name));
    }

    /** Whether this is turned on; {@code usual} as long as nothing was chosen. */
    boolean isOn(String name, boolean usual) {
        return text(name).map("on"::equals).orElse(usual);
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
        if (!text.equals(fields.setProperty(name, text))) save();
    }

    /** Remembers it no more. */
    void forget(String name) {
        if (fields.remove(name) != null) save();
    }

    private void save() {
        var whole = new StringWriter();
        try {
            fields.store(whole, "What the desktop window remembers.");
        } catch (IOException e) {
            throw new IllegalStateException("a StringWriter takes all", e);
        }
        write(FILE, whole.toString());
    }

    /** What is in the file of this name; nothing if there is none. Not for the window's thread. */
    String read(String name) throws IOException {
        synchronized (waiting) {
            String coming = waiting.get(name);
            if (coming != null) return coming;
        }
        try {
            return Files.readString(folder.path().resolve(name));
        } catch (NoSuchFileException e) {
            return "";
        }
    }

    /** Writes the file of this name a little later; one with nothing in it is deleted. */
    void write(String name, String whole) {
        synchronized (waiting) {
            if (waiting.put(name, whole) != null) return; // Somebody is on the way already.
        }
        writer.execute(() -> write(name));
    }

    private void write(String name) {
        boolean isLast;
        do {
            String whole;
            synchronized (waiting) {
                whole = waiting.getOrDefault(name, "");
            }
            replace(name, whole);
            synchronized (waiting) {
                isLast = waiting.remove(name, whole);
            }
        } while (!isLast);
    }

    private void replace(String name, String whole) {
        var file = folder.path().resolve(name);
        try {
            folder.locked(() -> {
                if (whole.isEmpty()) Files.deleteIfExists(file);
                else folder.replace(file, whole);
                return file;
            });
        } catch (IOException e) {
            warn("window-unkept", e);
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
