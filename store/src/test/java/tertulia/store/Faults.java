package tertulia.store;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.file.FileStore;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** Real connections to a real file on a disk that fails when it is told to. */
final class Faults implements Connections {
    final AtomicInteger commits = new AtomicInteger();
    final AtomicInteger readersOpened = new AtomicInteger();
    final AtomicInteger writersOpened = new AtomicInteger();
    volatile boolean writersRefused;
    volatile boolean readsFail;
    volatile int mostPages;
    volatile long freeBytes = Long.MAX_VALUE;
    final AtomicInteger looks = new AtomicInteger();
    volatile Supplier<Commit> chance = () -> Commit.WORKS;

    private final BlockingQueue<Commit> next = new LinkedBlockingQueue<>();
    private volatile @Nullable CountDownLatch gate;

    /** How a commit ends. */
    enum Commit {
        WORKS,
        /** Nothing is stored. */
        FAILS_BEFORE,
        /** All is stored, and nobody is told. */
        FAILS_AFTER,
        /** Nobody knows; here: nothing is stored. */
        FSYNC_FAILS
    }

    /** The next commit that nothing else was planned for ends so. */
    void plan(Commit commit) {
        next.add(commit);
    }

    /** Stops all commits until the latch is counted down. */
    CountDownLatch holdCommits() {
        var held = new CountDownLatch(1);
        gate = held;
        return held;
    }

    @Override
    public Connection open(Path file, boolean readOnly) throws SQLException {
        if (!readOnly) {
            if (writersRefused) throw error(SQLiteErrorCode.SQLITE_CANTOPEN);
            writersOpened.incrementAndGet();
        } else readersOpened.incrementAndGet();
        var connection = Connections.sqlite(file, readOnly);
        if (!readOnly && mostPages > 0) {
            try (var statement = connection.createStatement()) {
                statement.execute("PRAGMA max_page_count = " + mostPages);
            }
        }
        return wrap(Connection.class, connection, (_, method, arguments) -> switch (method.getName()) {
            case "commit" -> {
                commit(connection);
                yield null;
            }
            case "prepareStatement" ->
                statement((PreparedStatement) Objects.requireNonNull(call(connection, method, arguments)), readOnly);
            default -> call(connection, method, arguments);
        });
    }

    @Override
    public long usableBytes(FileStore disk) {
        looks.incrementAndGet();
        return freeBytes;
    }

    private PreparedStatement statement(PreparedStatement real, boolean readOnly) {
        return wrap(PreparedStatement.class, real, (_, method, arguments) -> {
            if (readOnly && readsFail && method.getName().equals("executeQuery")) {
                throw error(SQLiteErrorCode.SQLITE_IOERR_READ);
            }
            return call(real, method, arguments);
        });
    }

    private void commit(Connection connection) throws SQLException, InterruptedException {
        commits.incrementAndGet();
        var held = gate;
        if (held != null) held.await();
        var planned = next.poll();
        switch (planned == null ? chance.get() : planned) {
            case WORKS -> connection.commit();
            case FAILS_BEFORE -> {
                connection.rollback();
                throw error(SQLiteErrorCode.SQLITE_IOERR_WRITE);
            }
            case FSYNC_FAILS -> {
                connection.rollback();
                throw error(SQLiteErrorCode.SQLITE_IOERR_FSYNC);
            }
            case FAILS_AFTER -> {
                connection.commit();
                throw error(SQLiteErrorCode.SQLITE_IOERR_WRITE);
            }
        }
    }

    private static SQLException error(SQLiteErrorCode code) {
        return new SQLiteException("planned", code);
    }

    private static @Nullable Object call(Object target, Method method, Object @Nullable [] arguments) throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause() == null ? e : e.getCause();
        }
    }

    private static <T> T wrap(Class<T> type, T real, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(Faults.class.getClassLoader(), new Class<?>[] {type}, handler));
    }
}
