package tertulia.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** The fourth of the five systems: a chat room between consoles. */
@WithServer(
        value = {"--name", "Sala"},
        configured = "limit.greeting-millis = 50")
final class S4TcpChatRoomTest {
    private final ServerProcess server;

    S4TcpChatRoomTest(ServerProcess server) {
        this.server = server;
    }

    @Test
    void theServerSaysThatItIsRunning() {
        assertThat(server.out().all()).first().asString().startsWith("Sala is running (version ");
    }

    @Test
    void theServerAnnouncesEachConnection() {
        for (int i = 0; i < 3; i++) {
            try (var client = PlainClient.connect("a client", server)) {
                server.shown(client.wire().address() + " connected");
            }
        }
    }

    @Test
    void theClientIsAskedForANicknameAndToldThatItIsConnectedAndTheOthersAreTold() {
        try (var joao = PlainClient.join("João", server);
                var script = JsonClient.join("Roteiro", server);
                var ana = PlainClient.connect("Ana", server)) {
            ana.expect("* Welcome to Sala. What is your name?");
            ana.say("Ana");
            ana.expect("* You are connected to the server as Ana");
            joao.expect("* Ana just joined the server");
            script.await(
                    "that Ana came",
                    json -> json.type().equals("presence")
                            && json.objects("joined").stream()
                                    .anyMatch(user -> user.text("name").equals("Ana")));
            ana.say("/quit");
            joao.expect("* Ana left the server");
        }
    }

    @Test
    void everybodyTalksThroughTheServer() {
        try (var rui = PlainClient.join("Rui", server);
                var sofia = PlainClient.join("Sofia", server);
                var tiago = PlainClient.join("Tiago", server)) {
            var all = List.of(rui, sofia, tiago);
            var names = List.of("Rui", "Sofia", "Tiago");
            for (int i = 0; i < 3; i++) {
                String text = "Olá, sou eu! Número " + i;
                all.get(i).say(text);
                for (int j = 0; j < 3; j++) if (j != i) all.get(j).expect(names.get(i) + ": " + text);
            }
            for (int i = 0; i < 3; i++) {
                String own = names.get(i) + ": ";
                assertThat(all.get(i).untilNow()).noneMatch(line -> line.startsWith(own));
            }
        }
    }
}
