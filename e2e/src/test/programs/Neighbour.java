import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.MulticastSocket;
import java.net.NetworkInterface;
import java.nio.charset.StandardCharsets;

/** Announces servers by raw packets of multicast DNS (RFC 6762, RFC 6763), ten in a packet, again and again until it is killed. */
final class Neighbour {
    private static final int A = 1, PTR = 12, TXT = 16, SRV = 33, SECONDS = 120, TOGETHER = 10;
    private static final byte[] ADDRESS = {10, 77, 0, 1};

    public static void main(String[] arguments) throws IOException, InterruptedException {
        int count = Integer.parseInt(arguments[0]);
        String name = arguments[1];
        var group = new InetSocketAddress(InetAddress.getByAddress(new byte[] {(byte) 224, 0, 0, (byte) 251}), 5353);
        try (var socket = new MulticastSocket(new InetSocketAddress(InetAddress.getByAddress(ADDRESS), 5353))) {
            socket.setNetworkInterface(NetworkInterface.getByInetAddress(InetAddress.getByAddress(ADDRESS)));
            socket.setTimeToLive(255);
            System.out.println("telling");
            for (int first = 0; ; first = first + TOGETHER < count ? first + TOGETHER : 0) {
                byte[] packet = packet(name, first, Math.min(TOGETHER, count - first));
                socket.send(new DatagramPacket(packet, packet.length, group));
                Thread.sleep(count > TOGETHER ? 10 : 300);
            }
        }
    }

    private static byte[] packet(String name, int first, int count) throws IOException {
        var bytes = new ByteArrayOutputStream();
        var out = new DataOutputStream(bytes);
        for (int field : new int[] {0, 0x8400, 0, 4 * count, 0, 0}) out.writeShort(field);
        for (int i = first; i < first + count; i++) {
            byte[] one = joined(label(i == 0 ? name : name + " " + i), labels("_tertulia", "_tcp", "local"));
            byte[] host = labels("host" + i, "local");
            record(out, labels("_tertulia", "_tcp", "local"), PTR, 1, one);
            record(out, one, SRV, 0x8001, joined(new byte[] {0, 0, 0, 0, 0x27, 0x0f}, host));
            record(out, one, TXT, 0x8001, label("tls=0"));
            record(out, host, A, 0x8001, ADDRESS);
        }
        return bytes.toByteArray();
    }

    private static void record(DataOutputStream out, byte[] name, int type, int kind, byte[] data) throws IOException {
        out.write(name);
        out.writeShort(type);
        out.writeShort(kind);
        out.writeInt(SECONDS);
        out.writeShort(data.length);
        out.write(data);
    }

    private static byte[] label(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return joined(new byte[] {(byte) bytes.length}, bytes);
    }

    private static byte[] labels(String... all) {
        byte[] name = new byte[0];
        for (String one : all) name = joined(name, label(one));
        return joined(name, new byte[1]);
    }

    private static byte[] joined(byte[] first, byte[] second) {
        byte[] both = java.util.Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }
}
