package tertulia.server.net;

import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.haproxy.HAProxyMessage;
import io.netty.handler.codec.haproxy.HAProxyMessageDecoder;
import io.netty.handler.codec.haproxy.HAProxySSLTLV;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import tertulia.server.net.Front.Match;

/** The PROXY protocol, versions 1 and 2 (HAProxy's proxy-protocol.txt): a proxy's first bytes say for whom it connects. */
final class ProxyHeader {
    private static final byte[] TEXT = "PROXY ".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] BINARY = {0x0D, 0x0A, 0x0D, 0x0A, 0x00, 0x0D, 0x0A, 0x51, 0x55, 0x49, 0x54, 0x0A};
    /** With fewer it may as well be a name, or somebody pressing Enter. */
    private static final int TELLING_BYTES = 5;

    private static final int MOST_TLV_BYTES = 1024;

    private ProxyHeader() {}

    static Match match(ByteBuf first) {
        int length = first.readableBytes();
        for (byte[] beginning : new byte[][] {TEXT, BINARY}) {
            int same = 0;
            while (same < Math.min(length, beginning.length)
                    && first.getByte(first.readerIndex() + same) == beginning[same]) same++;
            if (same == beginning.length) return Match.YES;
            if (same == length && same >= TELLING_BYTES) return Match.MORE;
        }
        return Match.NO;
    }

    /** Reads the header, tells an {@link HAProxyMessage}, passes on what follows, and is gone. */
    static HAProxyMessageDecoder decoder() {
        return new HAProxyMessageDecoder(MOST_TLV_BYTES);
    }

    /** Tells the peer whom it speaks for; a proxy that looks whether we are there speaks for itself. */
    static void tell(HAProxyMessage message, Peer peer) {
        boolean secure =
                message.tlvs().stream().anyMatch(tlv -> tlv instanceof HAProxySSLTLV ssl && ssl.isPP2ClientSSL());
        if (secure) peer.isSecure();
        String source = message.sourceAddress();
        if (source == null) return;
        switch (message.proxiedProtocol()) {
            case TCP4, TCP6 -> peer.isAt(new InetSocketAddress(InetAddress.ofLiteral(source), message.sourcePort()));
            case UNKNOWN, UDP4, UDP6, UNIX_STREAM, UNIX_DGRAM -> {}
        }
    }
}
