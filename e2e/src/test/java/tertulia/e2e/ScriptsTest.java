package tertulia.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Names and texts in every script, where they are typed, completed, listed and lined up. */
final class ScriptsTest {
    private final Map<String, PlainClient> clients = new LinkedHashMap<>();

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @SuppressWarnings("NullAway.Init")
    private ServerProcess server;

    @BeforeEach
    void start() {
        server = ServerProcess.Setup.in(folder.resolve("data"))
                .withEnvironment(Map.of("LC_ALL", "C.UTF-8"))
                .withConsole()
                .with("--name", "聊天室")
                .start();
    }

    @AfterEach
    void end() {
        clients.values().forEach(PlainClient::close);
        server.close();
    }

    private void join(String... names) {
        for (String name : names) clients.put(name, PlainClient.join(name, server));
    }

    private PlainClient client(String name) {
        return Objects.requireNonNull(clients.get(name));
    }

    /** Albanian has Ë and Ç as letters of their own; Russian begins with its own letters. */
    @Test
    void peopleAreListedInTheReadersOrder() {
        join("王伟", "Ezra", "Ян", "Ëngjëll", "Çelik", "Ёж", "Cyril", "Елена");
        var ezra = client("Ezra");
        ezra.say("/lang sq");
        ezra.say("/who");
        ezra.expect("* Cyril, Çelik, Ezra, Ëngjëll, Ёж, Елена, Ян, 王伟");
        ezra.say("/lang ru");
        ezra.say("/who");
        ezra.expect("* Ёж, Елена, Ян, Çelik, Cyril, Ëngjëll, Ezra, 王伟");
        server.console("users");
        for (String name : List.of("Çelik", "Cyril", "Ëngjëll", "Ezra", "Ёж", "Елена", "Ян", "王伟"))
            server.out().await("the user " + name, line -> line.contains("  " + name + "  "));
    }

    /** Completion, the list of people and the console's columns, where letters are wide, or have marks. */
    @Test
    void anyScriptIsTypedCompletedAndLinedUp() {
        join("Дмитрий", "Дмитро", "王伟明", "王力", "محمد", "Ëngjëll");
        var command = new ArrayList<>(Program.command("chat", "127.0.0.1:" + server.port()));
        command.addAll(List.of("--name", "Çelik", "--lang", "en"));
        var environment = Map.of(
                "LC_ALL", "C.UTF-8", "TERTULIA_STATE", folder.resolve("state").toString());
        try (var screen = new Tmux(folder, environment, command)) {
            screen.awaitText("7 online");
            screen.type("Дми");
            screen.key("Tab");
            screen.await("both of the name", text -> text.contains("> Дмитр\nДмитрий   Дмитро"));
            screen.type("и");
            screen.key("Tab");
            screen.awaitText("> Дмитрий*");
            screen.enter("привет, 你好 e\u0301 नमस्ते 👍 مرحبا");
            client("Дмитрий").expect("Çelik (private): привет, 你好 e\u0301 नमस्ते 👍 مرحبا");
            screen.awaitText("Çelik to Дмитрий (private): привет, 你好");
            screen.type("王");
            screen.key("Tab");
            screen.awaitText("王伟明   王力");
            screen.type("伟");
            screen.key("Tab");
            screen.awaitText("> 王伟明*");
            screen.type("测b试");
            for (int i = 0; i < 2; i++) screen.key("Left");
            screen.type("x");
            screen.awaitText("> 王伟明*测xb试");
            screen.key("End");
            for (int i = 0; i < 2; i++) screen.key("BSpace");
            screen.key("Enter");
            client("王伟明").expect("Çelik (private): 测x");
            screen.type("Ë");
            screen.key("Tab");
            screen.awaitText("> Ëngjëll*");
            screen.key("C-u");
            screen.enter("/who");
            screen.awaitText("7 online: Çelik, Ëngjëll, Дмитрий, Дмитро, محمد, 王伟明, 王力");
            screen.awaitText(" 聊天室 127.0.0.1:" + server.port() + " · Çelik · 7 online · connected");
            server.console("users");
            server.console("rooms");
            server.console("stop");
            assertThat(server.exitCode()).isZero();
        }
        var shown = server.out().rest();
        for (String name : List.of("Çelik   ", "Ëngjëll ", "Дмитрий ", "Дмитро  ", "محمد    ", "王伟明  ", "王力    "))
            assertThat(shown).anyMatch(line -> line.matches(".{8}   " + name + " (plain|json)  .*since.*"));
        for (String room : List.of("lobby          ", "Çelik, Дмитрий ", "Çelik, 王伟明  "))
            assertThat(shown).anyMatch(line -> line.matches(".{8}   " + room + " \\d+ entr.*"));
    }
}
