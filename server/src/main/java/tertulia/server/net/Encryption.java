package tertulia.server.net;

import io.netty.buffer.ByteBufAllocator;
import io.netty.handler.ssl.OpenSsl;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import io.netty.handler.ssl.SupportedCipherSuiteFilter;
import io.netty.util.ReferenceCountUtil;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import tertulia.model.Limit;
import tertulia.model.Limits;
import tertulia.server.tls.Credentials;

/**
 * TLS as this port speaks it: 1.3 and 1.2, AEAD ciphers with forward secrecy, no renegotiation, no resumption, no early
 * data; by BoringSSL where there is a native one, else by Java. Nothing of it is loaded before the first TLS connection.
 * Used from every lane.
 */
public final class Encryption {
    private static final List<String> PROTOCOLS = List.of("TLSv1.3", "TLSv1.2");
    private static final List<String> CIPHERS = List.of(
            "TLS_AES_128_GCM_SHA256",
            "TLS_AES_256_GCM_SHA384",
            "TLS_CHACHA20_POLY1305_SHA256",
            "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256",
            "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384",
            "TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256",
            "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256",
            "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384",
            "TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256");

    private final Limits limits;
    private final boolean only;
    private final LongAdder failures = new LongAdder();

    // Guarded by this.
    private Credentials credentials;
    private @Nullable CompletableFuture<SslContext> context;

    /** With these credentials for now; {@code only}: who does not speak TLS is told so and sent away. */
    public Encryption(Limits limits, Credentials credentials, boolean only) {
        this.limits = limits;
        this.credentials = credentials;
        this.only = only;
    }

    boolean only() {
        return only;
    }

    /** Shows these from the next connection on. Those that are there keep what they have. */
    public synchronized void use(Credentials next) {
        credentials = next;
        var before = context;
        if (before == null) return;
        context = CompletableFuture.completedFuture(make(next));
        before.thenAccept(ReferenceCountUtil::release); // Each connection holds on to its own.
    }

    /** How many handshakes failed so far. */
    public long failures() {
        return failures.sum();
    }

    void failed() {
        failures.increment();
    }

    /** Completes when TLS is loaded, which takes a moment the first time; then {@link #layer} may be asked. */
    synchronized CompletableFuture<SslContext> ready() {
        if (context == null) {
            var made = new CompletableFuture<SslContext>();
            var first = credentials;
            context = made;
            Thread.ofPlatform().daemon().name("tls").start(() -> load(made, first));
        }
        return context;
    }

    private static void load(CompletableFuture<SslContext> made, Credentials first) {
        try {
            made.complete(make(first));
        } catch (RuntimeException e) {
            made.completeExceptionally(e);
        } catch (LinkageError e) { // No library for this machine: there is no TLS, and all else goes on.
            made.completeExceptionally(new IllegalStateException(e));
        }
    }

    /** A new layer, which tells {@code intake} what it keeps. Only when it is ready. */
    synchronized TlsLayer layer(ByteBufAllocator allocator, Intake intake) {
        if (context == null) throw new IllegalStateException("not ready");
        var layer = new TlsLayer(context.join().newEngine(allocator), intake);
        layer.setHandshakeTimeout(limits.of(Limit.HANDSHAKE_SECONDS), TimeUnit.SECONDS);
        layer.setCloseNotifyReadTimeoutMillis(0);
        return layer;
    }

    private static SslContext make(Credentials credentials) {
        try {
            return SslContextBuilder.forServer(credentials.key(), credentials.chain())
                    .sslProvider(OpenSsl.isAvailable() ? SslProvider.OPENSSL_REFCNT : SslProvider.JDK)
                    .protocols(PROTOCOLS)
                    .ciphers(CIPHERS, SupportedCipherSuiteFilter.INSTANCE)
                    .build();
        } catch (SSLException e) {
            throw new IllegalStateException(e);
        }
    }
}
