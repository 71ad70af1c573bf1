package tertulia.e2e;

import java.util.List;

/** Somebody with {@code nc}. */
final class PlainClient implements AutoCloseable {
    private final String name;
    private final Wire wire;

    private PlainClient(String name, Wire wire) {
        this.name = name;
        this.wire = wire;
    }

    /** Connects and says nothing yet. */
    static PlainClient connect(String name, ServerProcess server) {
        return new PlainClient(name, new Wire(name, server));
    }

    /** Connects under this name, and is in. */
    static PlainClient join(String name, ServerProcess server) {
        return entered(connect(name, server));
    }

    /** The same at a server that was started otherwise. */
    static PlainClient join(String name, int port) {
        return entered(new PlainClient(name, new Wire(name, port, () -> "")));
    }

    private static PlainClient entered(PlainClient client) {
        client.say(client.name);
        client.expect("* You are connected to the server as " + client.name);
        return client;
    }

    /** Writes a line. */
    void say(String line) {
        wire.write(line + "\n");
    }

    Wire wire() {
        return wire;
    }

    /** Waits for exactly this line. */
    void expect(String line) {
        wire.lines().await("the line " + line, line::equals);
    }

    /** Waits for a line that begins so, and gives it. */
    String expectBeginning(String beginning) {
        return wire.lines().await("a line beginning " + beginning, line -> line.startsWith(beginning));
    }

    /** The lines up to one that is exactly this, and not that one. */
    List<String> before(String line) {
        var lines = wire.lines().upTo("the line " + line, line::equals);
        return lines.subList(0, lines.size() - 1);
    }

    /** The lines up to the answer of a question asked now: all that the server had to say before. */
    List<String> untilNow() {
        say("/whoami");
        return before("* you are " + name);
    }

    /** The lines up to the end of the connection, which the server has to bring about. */
    List<String> rest() {
        return wire.lines().rest();
    }

    @Override
    public void close() {
        wire.close();
    }
}
