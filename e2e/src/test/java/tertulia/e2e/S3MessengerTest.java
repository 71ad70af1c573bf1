package tertulia.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The third of the five systems: a messenger in JSON with a common chat, private messages and an online list. */
@WithServer
final class S3MessengerTest {
    private final ServerProcess server;

    S3MessengerTest(ServerProcess server) {
        this.server = server;
    }

    @Test
    void theServerShowsItsOwnAddressAtStart() {
        assertThat(server.out().all())
                .anyMatch(line -> line.contains("open") && line.contains("http://127.0.0.1:" + server.port()))
                .anyMatch(line -> line.contains("nc 127.0.0.1 " + server.port()))
                .anyMatch(line -> line.equals("Ready on 127.0.0.1:" + server.port()));
    }

    @Test
    void thePortCanBeChanged(@TempDir Path other) throws IOException {
        int port;
        try (var free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        try (var changed = ServerProcess.Setup.in(other)
                        .with("--port", String.valueOf(port))
                        .start();
                var client = JsonClient.join("Аня", changed)) {
            assertThat(changed.port()).isEqualTo(port);
            client.untilNow();
        }
    }

    @Test
    void thereIsACommonChatThatAllSee() {
        try (var anya = JsonClient.join("Аня", server);
                var boris = JsonClient.join("Борис", server);
                var vera = PlainClient.join("Вера", server)) {
            anya.say("ALL", "Всем привет");
            assertThat(boris.hear("Всем привет").text("room")).isEqualTo("lobby");
            assertThat(anya.hear("Всем привет").text("name")).isEqualTo("Аня");
            vera.expect("Аня: Всем привет");
        }
    }

    @Test
    void privateMessagesReachWhoWasPickedFromTheList() {
        try (var galina = JsonClient.connect("Галина", server);
                var dima = JsonClient.join("Дима", server);
                var egor = JsonClient.join("Егор", server)) {
            galina.send("type", "hello", "name", "Галина");
            var picked = galina.await("present").objects("users").stream()
                    .filter(user -> user.text("name").equals("Дима"))
                    .findFirst()
                    .orElseThrow();
            galina.send("type", "say", "user", picked.text("user"), "text", "только тебе");
            assertThat(dima.hear("только тебе").text("room")).startsWith("d");
            galina.say("ALL", "а это всем");
            egor.hear("а это всем");
            assertThat(egor.wire().lines().all()).noneMatch(line -> line.contains("только тебе"));
        }
    }

    @Test
    void theOnlineListUpdatesByItself() {
        try (var watcher = JsonClient.connect("Жанна", server)) {
            watcher.send("type", "hello", "name", "Жанна");
            var present = watcher.await("present");
            long version = present.number("version");
            Set<String> online = new HashSet<>();
            present.objects("users").forEach(user -> online.add(user.text("name")));
            var zoya = JsonClient.join("Зоя", server);
            var ivan = PlainClient.join("Иван", server);
            version = follow(watcher, online, version, Set.of("Зоя", "Иван"), Set.of());
            zoya.send("type", "bye");
            zoya.rest();
            zoya.close();
            version = follow(watcher, online, version, Set.of("Иван"), Set.of("Зоя"));
            ivan.close();
            follow(watcher, online, version, Set.of("Жанна"), Set.of("Зоя", "Иван"));
        }
    }

    /** Changes the list by what the server tells until these are on it and those are not; versions have no hole. */
    private static long follow(JsonClient watcher, Set<String> online, long from, Set<String> on, Set<String> off) {
        long version = from;
        while (!online.containsAll(on) || online.stream().anyMatch(off::contains)) {
            var change = watcher.await("presence");
            assertThat(change.number("version")).isEqualTo(++version);
            change.objects("left").forEach(user -> online.remove(user.text("name")));
            change.objects("joined").forEach(user -> online.add(user.text("name")));
        }
        return version;
    }

    @Test
    void consoleCommandsListTheUsers() {
        try (var kirill = JsonClient.join("Кирилл", server);
                var lena = PlainClient.join("Лена", server)) {
            server.console("users");
            server.shown("online:");
            var listed = server.shownUntilNow();
            assertThat(listed).anyMatch(line -> line.contains("  Кирилл  "));
            assertThat(listed).anyMatch(line -> line.contains("  Лена  "));
            kirill.untilNow();
            lena.untilNow();
        }
    }

    @Test
    void consoleCommandsStopTheServerAndClientsAreTold(@TempDir Path other) {
        try (var stopping = ServerProcess.Setup.in(other).withConsole().start();
                var maria = JsonClient.join("Мария", stopping);
                var nikolai = PlainClient.join("Николай", stopping)) {
            stopping.console("stop");
            var told = maria.rest().getLast();
            assertThat(told.type()).isEqualTo("bye");
            assertThat(told.text("reason")).isEqualTo("stopped");
            assertThat(told.flag("reconnect")).isTrue();
            assertThat(nikolai.rest().getLast()).isEqualTo("* the server is stopping");
            assertThat(stopping.exitCode()).isZero();
        }
    }

    @Test
    void anyNumberOfClientsTalkAtOnce() {
        var clients = new ArrayList<JsonClient>();
        try {
            for (int i = 0; i < 100; i++) clients.add(JsonClient.join("клиент" + i, server));
            for (int i = 0; i < 100; i++) clients.get(i).say("ALL", "от " + i);
            for (var client : clients) client.hear("от 99");
        } finally {
            clients.forEach(JsonClient::close);
        }
    }
}
