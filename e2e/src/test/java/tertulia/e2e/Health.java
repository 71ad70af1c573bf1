package tertulia.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.awaitility.Awaitility;

/** What a monitor sees of a server. */
final class Health {
    static final String WELL = "200 ok";

    private static final Duration ANSWER = Duration.ofSeconds(10);

    private Health() {}

    /** The status and the words of {@code /healthz}, or what went wrong with asking. */
    static String of(ServerProcess server) {
        var uri = URI.create("http://127.0.0.1:" + server.port() + "/healthz");
        try (var http = HttpClient.newHttpClient()) {
            var request = HttpRequest.newBuilder(uri).timeout(ANSWER).build();
            var answer = http.send(request, HttpResponse.BodyHandlers.ofString());
            return answer.statusCode() + " " + answer.body().strip();
        } catch (IOException e) {
            return e.toString();
        } catch (InterruptedException e) {
            throw new UncheckedIOException(new IOException(e));
        }
    }

    static void await(ServerProcess server, String health) {
        Awaitility.await()
                .atMost(Lines.PATIENCE)
                .pollInterval(Duration.ofMillis(200))
                .until(() -> of(server), health::equals);
    }
}
