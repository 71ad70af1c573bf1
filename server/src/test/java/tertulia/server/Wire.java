package tertulia.server;

import java.io.IOException;

/** One client's connection, on which the server says one thing after the other. */
interface Wire extends AutoCloseable {
    /** What {@link #next} says at the end. */
    String CLOSED = "<closed>";

    void write(byte[] bytes) throws IOException;

    /** Says nothing more, and listens on. */
    void end() throws IOException;

    /** What the server says next. Throws SocketTimeoutException if it says nothing for so long. */
    String next(int millis) throws IOException;

    @Override
    void close() throws IOException;
}
