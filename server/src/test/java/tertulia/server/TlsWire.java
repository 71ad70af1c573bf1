package tertulia.server;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;

/** Java's own TLS client, which trusts one authority and checks the name it calls the server by. */
final class TlsWire implements Wire {
    private final SSLSocket socket;
    private final BufferedReader in;

    TlsWire(InetSocketAddress server, X509Certificate trusted, String... protocols) throws IOException {
        try {
            var store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            store.setCertificateEntry("authority", trusted);
            var trust = TrustManagerFactory.getInstance("PKIX");
            trust.init(store);
            var context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            socket = (SSLSocket) context.getSocketFactory().createSocket("localhost", server.getPort());
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
        var parameters = socket.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        socket.setSSLParameters(parameters);
        if (protocols.length > 0) socket.setEnabledProtocols(protocols);
        socket.startHandshake();
        in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
    }

    @Override
    public void write(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
    }

    /** A close_notify; answers still come. */
    @Override
    public void end() throws IOException {
        socket.shutdownOutput();
    }

    @Override
    public String next(int millis) throws IOException {
        socket.setSoTimeout(millis);
        String line = in.readLine();
        return line == null ? CLOSED : line;
    }

    SSLSocket socket() {
        return socket;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
