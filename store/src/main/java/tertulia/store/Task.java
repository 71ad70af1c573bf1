package tertulia.store;

import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Something to be done on the database by {@code S}, and the future of what comes out of it. */
final class Task<S, T> {
    private final int size;
    private final Work<S, T> work;
    private final CompletableFuture<T> result = new CompletableFuture<>();
    private @Nullable Runnable outcome;

    Task(int size, Work<S, T> work) {
        this.size = size;
        this.work = work;
    }

    /** How much it is, in drafts. */
    int size() {
        return size;
    }

    CompletableFuture<T> result() {
        return result;
    }

    /** Does the work and keeps its outcome to itself; that the task makes no sense is an outcome too. */
    void perform(S statements) throws SQLException {
        try {
            var value = work.on(statements);
            outcome = () -> result.complete(value);
        } catch (IllegalArgumentException e) {
            outcome = () -> result.completeExceptionally(e);
        }
    }

    /** Lets the outcome be known. */
    void tell() {
        if (outcome != null) outcome.run();
    }

    void fail(Throwable trouble) {
        result.completeExceptionally(trouble);
    }

    /** What is to be done. */
    interface Work<S, T> {
        T on(S statements) throws SQLException;
    }
}
