package tertulia.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * As much of a server as the generator needs, in plain text and JSON, in memory only. It makes one mistake of the given
 * kind, at the given delivery or acknowledgement, and is otherwise right.
 */
final class SmallServer implements AutoCloseable {
    /** What it does wrong, once. */
    enum Fault {
        NONE,
        DROPPED,
        DOUBLED,
        SPOILT,
        SHORTENED,
        OVERTAKEN,
        ECHOED,
        OTHER_NAME,
        HUNG_UP,
        REFUSED,
        WRONG_ACK,
        ACKED_TWICE,
        NO_ACK,
        OTHER_NUMBER,
        HOLE
    }

    private static final int AT_MESSAGE = 3;
    private static final Pattern FIELD = Pattern.compile("\"(name|to|id|text)\":\"([^\"]*)\"");

    private final ServerSocket listener = new ServerSocket(0, 100, InetAddress.getLoopbackAddress());
    private final Map<String, Guest> guests = new LinkedHashMap<>();
    private final Map<String, Long> seqs = new HashMap<>();
    private final List<String> held = new ArrayList<>();
    private final Fault fault;
    private int messages;

    SmallServer(Fault fault) throws IOException {
        this.fault = fault;
        Thread.ofVirtual().start(this::accept);
    }

    InetSocketAddress address() {
        return new InetSocketAddress(listener.getInetAddress(), listener.getLocalPort());
    }

    private void accept() {
        while (true) {
            Socket socket;
            try {
                socket = listener.accept();
            } catch (IOException e) {
                return; // Closed: the test is over.
            }
            Thread.ofVirtual().start(() -> serve(new Guest(socket)));
        }
    }

    private void serve(Guest guest) {
        try (var in =
                new BufferedReader(new InputStreamReader(guest.socket.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = in.readLine(); line != null; line = in.readLine()) heard(guest, line);
        } catch (IOException e) {
            // The generator resets its connections at the end.
        }
    }

    private synchronized void heard(Guest guest, String line) throws IOException {
        boolean json = line.startsWith("{");
        var fields = new HashMap<String, String>();
        for (var matcher = FIELD.matcher(line); matcher.find(); ) fields.put(matcher.group(1), matcher.group(2));
        if (guest.name.isEmpty()) {
            guest.name = fields.getOrDefault("name", line);
            guest.tell(json ? "{\"type\":\"welcome\"}" : "* You are connected to the server as " + guest.name);
            for (var other : guests.values()) if (!json) other.tell("* " + guest.name + " just joined the server");
            guests.put(guest.name, guest);
        } else {
            boolean now = ++messages == AT_MESSAGE;
            if (json) json(guest, fields, now ? fault : Fault.NONE);
            else plain(guest, line, now ? fault : Fault.NONE);
        }
    }

    private void plain(Guest from, String line, Fault fault) throws IOException {
        int star = line.indexOf('*');
        if (fault == Fault.REFUSED) from.tell("! nobody is called so");
        if (fault == Fault.ECHOED) from.tell(from.name + ": " + line);
        boolean first = true;
        for (var guest : guests.values()) {
            if (star < 0 ? guest == from : !guest.name.equals(line.substring(0, star))) continue;
            String author = first && fault == Fault.OTHER_NAME ? "u999999" : from.name;
            String delivery = author + (star < 0 ? ": " : " (private): ") + line.substring(star + 1);
            deliver(guest, delivery, first ? fault : Fault.NONE);
            first = false;
        }
    }

    private void deliver(Guest guest, String delivery, Fault fault) throws IOException {
        switch (fault) {
            case DROPPED -> {}
            case DOUBLED -> guest.tell(delivery + "\n" + delivery);
            case SPOILT -> guest.tell(delivery.substring(0, delivery.length() - 1) + "#");
            case SHORTENED -> guest.tell(delivery.substring(0, delivery.length() - 1));
            case OVERTAKEN -> {
                guest.holding = true;
                held.add(delivery);
            }
            case HUNG_UP -> guest.socket.close();
            default -> guest.tell(delivery);
        }
        if (guest.holding && !held.contains(delivery) && held.getFirst().startsWith(delivery.substring(0, 7))) {
            guest.holding = false;
            guest.tell(held.getFirst());
        }
    }

    private void json(Guest from, Map<String, String> fields, Fault fault) throws IOException {
        String to = fields.getOrDefault("to", "ALL");
        String id = fields.getOrDefault("id", "");
        boolean lobby = to.equals("ALL");
        String room = lobby ? "lobby" : "d" + (from.name.compareTo(to) < 0 ? from.name + to : to + from.name);
        if (fault == Fault.REFUSED) from.tell("{\"type\":\"error\",\"code\":\"busy\",\"id\":\"" + id + "\"}");
        long prev = seqs.getOrDefault(room, 0L) + (fault == Fault.HOLE ? 1 : 0);
        long seq = prev + 1;
        seqs.put(room, seq);
        String ack = "{\"type\":\"ack\",\"id\":\"%s\",\"room\":\"%s\",\"seq\":%d,\"at\":1}";
        switch (fault) {
            case WRONG_ACK -> from.tell(ack.formatted("f" + id.substring(1), room, seq));
            case ACKED_TWICE -> from.tell((ack + "\n" + ack).formatted(id, room, seq, id, room, seq));
            case OTHER_NUMBER -> from.tell(ack.formatted(id, room, seq + 1));
            case NO_ACK -> {}
            default -> from.tell(ack.formatted(id, room, seq));
        }
        String entries =
                ("{\"type\":\"entries\",\"room\":\"%s\",\"prev\":%d,\"entries\":[{\"seq\":%d,\"at\":1,\"user\":\"x\","
                                + "\"name\":\"%s\",\"id\":\"%s\",\"event\":\"said\",\"text\":\"%s\"}]}")
                        .formatted(room, prev, seq, from.name, id, fields.get("text"));
        for (var guest : guests.values()) {
            boolean meant = lobby || guest == from || guest.name.equals(to);
            if (meant && fault == Fault.DOUBLED) guest.tell(entries);
            if (meant && (fault != Fault.DROPPED || guest != from)) guest.tell(entries);
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }

    private static final class Guest {
        final Socket socket;
        String name = "";
        boolean holding;

        Guest(Socket socket) {
            this.socket = socket;
        }

        void tell(String line) throws IOException {
            if (!socket.isClosed()) socket.getOutputStream().write((line + "\n").getBytes(StandardCharsets.UTF_8));
        }
    }
}
