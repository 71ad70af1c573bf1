package tertulia.e2e;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/** A browser that Playwright does not drive as distributions ship it: Firefox by WebDriver BiDi, WebKit by WebDriver; both W3C's. */
abstract sealed class OtherBrowser implements AutoCloseable {
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final Process process;

    private OtherBrowser(Process process) {
        this.process = process;
    }

    /** Which one; what of the machine it needs. */
    enum Kind {
        FIREFOX,
        WEBKIT;

        OtherBrowser open(String url) {
            return switch (this) {
                case FIREFOX -> new Firefox(url);
                case WEBKIT -> new WebKit(url);
            };
        }
    }

    /** What the script, a function's body, returns; as JSON. */
    abstract JsonElement run(String script);

    /** Presses and releases keys, one after the other, as somebody at the keyboard does. */
    abstract void type(String keys);

    abstract void reload();

    /** Waits until the script returns true. */
    void await(String what, String script) {
        Awaitility.await(what)
                .atMost(Lines.PATIENCE)
                .pollInterval(Duration.ofMillis(200))
                .until(() -> run(script).getAsBoolean());
    }

    /** Key presses as both protocols want them. */
    private static String actions(String keys) {
        var presses = new ArrayList<String>();
        keys.codePoints().forEach(key -> {
            String value = new com.google.gson.JsonPrimitive(Character.toString(key)).toString();
            presses.add("{\"type\":\"keyDown\",\"value\":" + value + "}");
            presses.add("{\"type\":\"keyUp\",\"value\":" + value + "}");
        });
        return "[{\"type\":\"key\",\"id\":\"keyboard\",\"actions\":[" + String.join(",", presses) + "]}]";
    }

    private static int freePort() {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Process start(List<String> command) {
        try {
            var log = Path.of("target", "screens", Path.of(command.getFirst()).getFileName() + ".log");
            Files.createDirectories(log.getParent());
            return new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        var all = process.descendants().toList();
        process.toHandle().destroy();
        all.forEach(ProcessHandle::destroy);
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) process.destroyForcibly();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        all.forEach(ProcessHandle::destroyForcibly);
    }

    /** Over its own WebSocket. */
    private static final class Firefox extends OtherBrowser {
        private final Path profile;
        private final WebSocket socket;
        private final Map<Integer, CompletableFuture<JsonObject>> asked = new ConcurrentHashMap<>();
        private final String page;
        private int count;

        Firefox(String url) {
            this(url, freePort(), profile());
        }

        private Firefox(String url, int port, Path profile) {
            super(OtherBrowser.start(List.of(
                    "firefox-esr",
                    "--headless",
                    "--no-remote",
                    "--profile",
                    profile.toString(),
                    "--remote-debugging-port",
                    String.valueOf(port))));
            this.profile = profile;
            socket = Awaitility.await("Firefox listens")
                    .atMost(Lines.PATIENCE)
                    .ignoreExceptions()
                    .until(() -> connect(port), open -> true);
            ask("session.new", "{\"capabilities\":{}}");
            page = ask("browsingContext.getTree", "{}")
                    .getAsJsonArray("contexts")
                    .get(0)
                    .getAsJsonObject()
                    .get("context")
                    .getAsString();
            ask(
                    "browsingContext.navigate",
                    "{\"context\":\"%s\",\"url\":\"%s\",\"wait\":\"complete\"}".formatted(page, url));
        }

        private static Path profile() {
            try {
                var folder = Files.createTempDirectory("firefox");
                Files.writeString(folder.resolve("user.js"), """
                        user_pref("browser.shell.checkDefaultBrowser", false);
                        user_pref("datareporting.policy.dataSubmissionEnabled", false);
                        user_pref("app.update.disabledForTesting", true);
                        user_pref("network.captive-portal-service.enabled", false);
                        user_pref("network.connectivity-service.enabled", false);
                        user_pref("intl.accept_languages", "en-GB");
                        """);
                return folder;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private WebSocket connect(int port) {
            return HTTP.newWebSocketBuilder()
                    .buildAsync(URI.create("ws://127.0.0.1:" + port + "/session"), new Ear())
                    .join();
        }

        /** Hears the answers; each has the number of what was asked. */
        private final class Ear implements WebSocket.Listener {
            private final StringBuilder frame = new StringBuilder();

            @Override
            @org.jspecify.annotations.Nullable
            public CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
                frame.append(part);
                if (last) {
                    var answer = JsonParser.parseString(frame.toString()).getAsJsonObject();
                    frame.setLength(0);
                    var id = answer.get("id");
                    var waiting = id == null || id.isJsonNull() ? null : asked.remove(id.getAsInt());
                    if (waiting != null) waiting.complete(answer);
                }
                from.request(1);
                return null;
            }
        }

        private JsonObject ask(String method, String parameters) {
            int id = ++count;
            var answer = new CompletableFuture<JsonObject>();
            asked.put(id, answer);
            socket.sendText("{\"id\":%d,\"method\":\"%s\",\"params\":%s}".formatted(id, method, parameters), true);
            var told = answer.orTimeout(Lines.PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                    .join();
            if (!told.get("type").getAsString().equals("success")) throw new AssertionError(method + ": " + told);
            return told.getAsJsonObject("result");
        }

        @Override
        JsonElement run(String script) {
            var text = new com.google.gson.JsonPrimitive("JSON.stringify((() => {" + script + "})() ?? null)");
            var result = ask(
                    "script.evaluate",
                    "{\"expression\":%s,\"target\":{\"context\":\"%s\"},\"awaitPromise\":true}".formatted(text, page));
            if (!result.has("result")) throw new AssertionError(script + ": " + result);
            return JsonParser.parseString(
                    result.getAsJsonObject("result").get("value").getAsString());
        }

        @Override
        void type(String keys) {
            ask("input.performActions", "{\"context\":\"%s\",\"actions\":%s}".formatted(page, actions(keys)));
        }

        @Override
        void reload() {
            ask("browsingContext.reload", "{\"context\":\"%s\",\"wait\":\"complete\"}".formatted(page));
        }

        @Override
        public void close() {
            super.close();
            try (var files = Files.walk(profile)) {
                files.sorted(Comparator.reverseOrder())
                        .forEach(file -> file.toFile().delete());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** Through WebKit's driver; a screen is made for it. */
    private static final class WebKit extends OtherBrowser {
        private final String session;

        WebKit(String url) {
            this(url, freePort());
        }

        private WebKit(String url, int port) {
            super(OtherBrowser.start(List.of("xvfb-run", "-a", "WebKitWebDriver", "--port=" + port)));
            String driver = "http://127.0.0.1:" + port;
            Awaitility.await("WebKit's driver listens")
                    .atMost(Lines.PATIENCE)
                    .ignoreExceptions()
                    .until(() -> ask("GET", driver + "/status", "")
                            .getAsJsonObject()
                            .get("ready")
                            .getAsBoolean());
            var opened = ask("POST", driver + "/session", "{\"capabilities\":{\"alwaysMatch\":{}}}")
                    .getAsJsonObject();
            session = driver + "/session/" + opened.get("sessionId").getAsString();
            ask("POST", session + "/url", "{\"url\":\"" + url + "\"}");
        }

        private static JsonElement ask(String method, String address, String body) {
            var request = HttpRequest.newBuilder(URI.create(address))
                    .timeout(Lines.PATIENCE)
                    .method(
                            method,
                            body.isEmpty()
                                    ? HttpRequest.BodyPublishers.noBody()
                                    : HttpRequest.BodyPublishers.ofString(body))
                    .build();
            try {
                var answer = HTTP.send(request, HttpResponse.BodyHandlers.ofString());
                if (answer.statusCode() != 200) throw new AssertionError(address + ": " + answer.body());
                return JsonParser.parseString(answer.body()).getAsJsonObject().get("value");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        JsonElement run(String script) {
            return ask(
                    "POST",
                    session + "/execute/sync",
                    "{\"script\":%s,\"args\":[]}".formatted(new com.google.gson.JsonPrimitive(script)));
        }

        @Override
        void type(String keys) {
            ask("POST", session + "/actions", "{\"actions\":" + actions(keys) + "}");
        }

        @Override
        void reload() {
            ask("POST", session + "/refresh", "{}");
        }

        @Override
        public void close() {
            ask("DELETE", session, "");
            super.close();
        }
    }
}
