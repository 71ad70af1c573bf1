package tertulia.model;

import java.io.Serial;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a person who runs a program can act on: a sentence of the catalogue, {@code trouble.} and its name. Its message is that
 * sentence in English, for logs.
 */
public abstract class Trouble extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1;

    private final String name;
    private final transient Object[] parts;

    /** A part that is an exception is put in words as {@link #why} does. */
    protected Trouble(@Nullable Throwable cause, String name, Object... parts) {
        super(cause);
        this.name = name;
        this.parts = parts.clone();
    }

    /** In the reader's language. */
    public String in(Words words) {
        var worded = new Object[parts.length];
        for (int i = 0; i < parts.length; i++) worded[i] = parts[i] instanceof Exception e ? why(e, words) : parts[i];
        return words.of("trouble." + name, worded);
    }

    @Override
    public String getMessage() {
        return in(Words.english());
    }

    /** Why the system would not: in our words for what is usual, else in its own. */
    public static String why(Exception failure, Words words) {
        if (failure instanceof Trouble trouble) return trouble.in(words);
        String told = told(failure);
        if (told.endsWith("No space left on device")) return words.of("trouble.why.full");
        if (told.endsWith("Read-only file system")) return words.of("trouble.why.read-only");
        return switch (failure.getClass().getSimpleName()) { // By name, for nothing here knows files and sockets.
            case "AccessDeniedException" -> words.of("trouble.why.denied");
            case "NoSuchFileException" -> words.of("trouble.why.no-file");
            case "UnknownHostException" -> words.of("trouble.why.no-host");
            case "NoRouteToHostException" -> words.of("trouble.why.no-way");
            case "SocketTimeoutException" -> words.of("trouble.why.no-answer");
            case "ConnectException" ->
                told.contains("refused")
                        ? words.of("trouble.why.nobody")
                        : told.contains("timed out") ? words.of("trouble.why.no-answer") : told;
            default -> told;
        };
    }

    private static String told(Exception failure) {
        return Optional.ofNullable(failure.getMessage())
                .orElseGet(() -> failure.getClass().getSimpleName());
    }
}
