package tertulia.client;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import tertulia.model.Command;
import tertulia.model.Notice;
import tertulia.model.Refusal;
import tertulia.model.json.CommandJson;
import tertulia.model.json.Malformed;
import tertulia.model.json.NoticeJson;

/**
 * One socket to a server: a virtual thread that reads and one that writes. What is read is told on the lane, and no more
 * is read than the lane keeps up with. It belongs to the lane.
 */
final class Wire {
    /** The longest line a server may send: a page of 200 messages of 8 KiB, all of it escaped, and some. */
    private static final int LINE_BYTES = 16 << 20;

    private static final int UNTOLD_NOTICES = 256;
    /** What stands in the queue where it ends; a line has at least its line end. */
    private static final byte[] END = {};

    private final Address address;
    private final Pins pins;
    private final Timing timing;
    private final Lane lane;
    private final Ear ear;
    private final LinkedBlockingQueue<byte[]> outgoing = new LinkedBlockingQueue<>();
    private final Semaphore untold = new Semaphore(UNTOLD_NOTICES);
    private final Thread reader;
    /** The TCP socket, also under TLS: closing that one never waits for anybody. */
    private volatile @Nullable Socket socket;

    private volatile boolean secured;
    private boolean done;

    /** What a wire tells, on the lane; after {@link #closed} or {@link Wire#close} nothing more. */
    interface Ear {
        /** The key of the server was not known before; comes before {@link #opened}. */
        void met(Happening.Met met);

        /** The socket is connected. */
        void opened();

        /** The server told this. */
        void heard(Notice notice);

        /** It is over, for this reason. */
        void closed(Gone why);
    }

    private Wire(Address address, Pins pins, Timing timing, Lane lane, Ear ear) {
        this.address = address;
        this.pins = pins;
        this.timing = timing;
        this.lane = lane;
        this.ear = ear;
        reader = Thread.ofVirtual().name("tertulia-reader").unstarted(this::live);
    }

    /** Begins to connect; the ear hears how it goes. */
    static Wire open(Address address, Pins pins, Timing timing, Lane lane, Ear ear) {
        var wire = new Wire(address, pins, timing, lane, ear);
        wire.reader.start();
        return wire;
    }

    /** Sends a command, in order; lost if the connection is. {@code ref} comes back with the answer. */
    void send(String ref, Command command) {
        byte[] json = CommandJson.write(ref, command);
        byte[] line = java.util.Arrays.copyOf(json, json.length + 1);
        line[json.length] = '\n';
        outgoing.add(line);
    }

    /** Closes it at once. */
    void close() {
        done = true;
        outgoing.add(END);
        reader.interrupt();
        shut();
    }

    private void live() {
        Gone why;
        try (var plain = connect()) {
            socket = plain;
            var open = address.tls() ? secure(plain) : plain;
            lane.run(() -> tell(ear::opened));
            Thread.ofVirtual().name("tertulia-writer").start(() -> write(open));
            why = read(open);
        } catch (Unreached e) {
            why = new Gone.Unreachable(e.why);
        } catch (Distrust e) {
            why = e.why();
        } catch (TlsFailed e) {
            why = new Gone.NoTls(String.valueOf(e.getMessage()));
        } catch (IOException e) {
            why = new Gone.Cut();
        } catch (InterruptedException e) {
            why = new Gone.Left();
        }
        outgoing.add(END);
        Gone reason = why;
        lane.run(() -> tell(() -> {
            done = true;
            ear.closed(reason);
        }));
    }

    private static int millis(Duration duration) {
        return (int) Math.max(1, duration.toMillis());
    }

    private void tell(Runnable what) {
        if (!done) what.run();
    }

    /** Tries each of the host's addresses in turn. */
    private Socket connect() throws Unreached {
        try {
            IOException last = null;
            for (var host : InetAddress.getAllByName(address.host())) {
                var open = new Socket();
                try {
                    open.connect(new InetSocketAddress(host, address.port()), millis(timing.connect()));
                    open.setTcpNoDelay(true);
                    open.setSoTimeout(millis(timing.idle()));
                    return open;
                } catch (IOException e) {
                    last = e;
                    open.close();
                }
            }
            throw last == null ? new UnknownHostException(address.host()) : last;
        } catch (IOException e) {
            throw new Unreached(e);
        }
    }

    /** Makes it TLS, in the time that there is for connecting; nothing was said yet if the server is not to be trusted. */
    private Socket secure(Socket plain) throws Distrust, TlsFailed {
        lane.after(timing.connect(), () -> {
            if (!secured) shut();
        });
        var trust = Trust.usual();
        Socket open;
        try {
            plain.setSoTimeout(millis(timing.connect()));
            open = trust.handshake(plain, address);
            plain.setSoTimeout(millis(timing.idle()));
        } catch (IOException e) {
            throw new TlsFailed(e);
        }
        secured = true;
        pins.meet(address, trust.key()).ifPresent(met -> lane.run(() -> tell(() -> ear.met(met))));
        return open;
    }

    private Gone read(Socket open) throws IOException, InterruptedException {
        var lines = new Lines(open.getInputStream(), LINE_BYTES);
        boolean asked = false;
        while (true) {
            byte[] line;
            try {
                line = lines.next();
            } catch (SocketTimeoutException e) {
                if (asked) return new Gone.Silent();
                asked = true;
                send("", new Command.Ping());
                continue;
            } catch (Lines.TooLong e) {
                return new Gone.Garbled("a line is too long");
            }
            if (isAlert(line == null ? lines.rest() : line)) return new Gone.OnlyTls();
            if (line == null) return new Gone.Cut();
            asked = false;
            Notice notice;
            try {
                notice = NoticeJson.read(line);
            } catch (Malformed e) {
                // A newer server may tell things we do not know yet; but an entry we do not know leaves a hole in a
                // log.
                if (e.refusal().code() == Refusal.Code.UNKNOWN_TYPE) continue;
                String detail = e.refusal().details().toString();
                return e.refusal().code() == Refusal.Code.NOT_JSON ? new Gone.Garbled(detail) : new Gone.Newer(detail);
            }
            untold.acquire();
            lane.run(() -> {
                untold.release();
                tell(() -> ear.heard(notice));
            });
        }
    }

    /** So answers a server that speaks nothing but TLS, and was spoken to otherwise: RFC 8446, 5.1. */
    private boolean isAlert(byte[] answer) {
        return !address.tls() && answer.length > 1 && answer[0] == 21 && answer[1] == 3;
    }

    private void write(Socket open) {
        try {
            var out = new BufferedOutputStream(open.getOutputStream(), 16_384);
            while (true) {
                byte[] line = outgoing.take();
                while (line != null) {
                    if (line.length == 0) {
                        out.flush();
                        return;
                    }
                    out.write(line);
                    line = outgoing.poll();
                }
                out.flush();
            }
        } catch (IOException | InterruptedException e) {
            shut(); // The reader notices and tells.
        }
    }

    private void shut() {
        var open = socket;
        if (open == null) return;
        try {
            open.close();
        } catch (IOException e) {
            System.getLogger(Wire.class.getName()).log(System.Logger.Level.DEBUG, "closing a socket", e);
        }
    }

    /** There was no TLS handshake; the cause says why. */
    private static final class TlsFailed extends Exception {
        private static final long serialVersionUID = 1;

        TlsFailed(IOException cause) {
            super(cause.getMessage(), cause);
        }
    }

    /** No connection could be made. */
    private static final class Unreached extends Exception {
        private static final long serialVersionUID = 1;

        private final IOException why;

        Unreached(IOException why) {
            super(why);
            this.why = why;
        }
    }
}
