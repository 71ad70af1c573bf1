package tertulia.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the operator sees and can do; commands come through a pipe. */
@WithServer
final class ConsoleTest {
    private final ServerProcess server;

    ConsoleTest(ServerProcess server) {
        this.server = server;
    }

    @Test
    void kickEndsAllConnectionsOfAUserSaysWhyAndKeepsUserAndNameOut() {
        try (var first = JsonClient.connect("Ana at home", server);
                var second = JsonClient.connect("Ana at work", server);
                var bob = PlainClient.join("Bob", server)) {
            first.send("type", "hello", "name", "Ana");
            String token = first.await("welcome").text("token");
            second.send("type", "hello", "token", token);
            second.await("welcome");
            server.console("kick ana");
            server.shown("ana was sent out");
            for (var kicked : new JsonClient[] {first, second}) {
                var bye = kicked.rest().getLast();
                assertThat(bye.type()).isEqualTo("bye");
                assertThat(bye.text("reason")).isEqualTo("kicked");
                assertThat(bye.flag("reconnect")).isFalse();
            }
            bob.expect("* Ana left the server");
        }
        try (var sameName = PlainClient.connect("another Ana", server);
                var script = JsonClient.connect("a scripted Ana", server)) {
            sameName.say("Ana");
            assertThat(sameName.rest()).containsExactly("! you were sent out by the operator; come back later");
            script.send("type", "hello", "name", "Ana");
            assertThat(script.await("error").text("code")).isEqualTo("name-banned");
        }
    }

    @Test
    void aKickedUserIsRefusedUnderAnotherNameToo() {
        try (var first = JsonClient.connect("Carl", server);
                var again = JsonClient.connect("Carl again", server);
                var plain = PlainClient.join("Dora", server)) {
            first.send("type", "hello", "name", "Carl");
            String token = first.await("welcome").text("token");
            server.console("kick Carl");
            first.rest();
            again.send("type", "hello", "token", token, "name", "Innocent");
            assertThat(again.await("error").text("code")).isEqualTo("name-banned");
            server.console("kick Dora");
            assertThat(plain.rest()).endsWith("* the operator has sent you out; do not come back just now");
        }
    }

    @Test
    void aKickIsOverAfterAWhile(@TempDir Path other) {
        try (var merciful = ServerProcess.Setup.in(other)
                        .withConsole()
                        .configured("limit.kick-seconds = 1")
                        .start();
                var ana = PlainClient.join("Ana", merciful)) {
            merciful.console("kick Ana");
            ana.rest();
            await().until(() -> {
                try (var again = JsonClient.connect("Ana again", merciful)) {
                    again.send("type", "hello", "name", "Ana");
                    var answer = again.await("an answer", json -> true);
                    if (answer.type().equals("welcome")) return true;
                    assertThat(answer.text("code")).isEqualTo("name-banned");
                    return false;
                }
            });
        }
    }

    @Test
    void whatIsWatchedIsShownWithControlCharactersMadeVisibleAndNeverLogged() {
        try (var eve = JsonClient.join("Eve", server)) {
            server.console("watch on");
            server.shown("the text of messages is shown");
            eve.say("ALL", "a\u001b[2J\u0007b\r\n12:00:00 Bob just joined the chat\u202e\u0085\u2028c\u009b1m");
            String shown = server.shown("Eve → everyone");
            assertThat(shown)
                    .endsWith(": a␛[2J␇b␍␊12:00:00 Bob just joined the chat<U+202E><U+0085><U+2028>c<U+009B>1m");
            server.console("watch off");
            server.shown("the text of messages is not shown");
            eve.say("ALL", "not this");
            assertThat(server.shown("Eve → everyone")).endsWith("Eve → everyone, 8 bytes");
            assertThat(server.err().all()).noneMatch(line -> line.contains("[2J"));
        }
    }

    @Test
    void aPrivateMessageIsShownAsSuch() {
        try (var fay = JsonClient.join("Fay", server);
                var gil = JsonClient.join("Gil", server)) {
            fay.say("Gil", "psst");
            assertThat(server.shown("Fay → Gil")).endsWith("Fay → Gil, 4 bytes");
            gil.hear("psst");
        }
    }

    @Test
    void sayIsHeardByAllAsTheServersAndNobodyCanHaveThatName() {
        try (var hal = JsonClient.join("Hal", server);
                var ida = PlainClient.join("Ida", server);
                var impostor = PlainClient.connect("an impostor", server)) {
            server.console("say The bar closes at ten.");
            ida.expect("SERVER: The bar closes at ten.");
            assertThat(hal.hear("The bar closes at ten.").text("name")).isEqualTo("SERVER");
            impostor.say("Server");
            impostor.expectBeginning("! Server is reserved");
        }
    }

    @Test
    void roomsHelpAndWhatIsNoCommandAreAnswered() {
        try (var joe = JsonClient.join("Joe", server);
                var kim = JsonClient.join("Kim", server)) {
            joe.say("ALL", "to all");
            joe.say("Kim", "to Kim");
            server.console("rooms");
            server.shown("in use:");
            assertThat(server.shownUntilNow())
                    .anyMatch(line -> line.matches(".* lobby +\\d+ entries"))
                    .anyMatch(line -> line.matches(".* (Joe, Kim|Kim, Joe) +2 entries"));
            server.console("help");
            for (String verb : List.of("users", "rooms", "watch", "say", "kick", "stop", "help"))
                server.out().await("what " + verb + " does", line -> line.matches("  " + verb + " .*[a-z]{4}.*"));
            server.console("?");
            server.shown("what you can type here");
            server.console("dance");
            server.shown("there is no command dance; try help");
            server.console("kick Nobody");
            server.shown("nobody is called Nobody");
            kim.untilNow();
        }
    }

    @Test
    void usersAreListedWithWhatTheySpeakFromWhereAndSinceWhen() {
        try (var lea = JsonClient.join("Lea", server);
                var max = PlainClient.join("Max", server)) {
            server.console("users");
            server.shown("online:");
            assertThat(server.shownUntilNow())
                    .anyMatch(line -> line.matches(".*  Lea +json  127\\.0\\.0\\.1:\\d+  since \\d\\d:\\d\\d:\\d\\d"))
                    .anyMatch(line -> line.matches(".*  Max +plain  127\\.0\\.0\\.1:\\d+  since \\d\\d:\\d\\d:\\d\\d"));
            lea.untilNow();
            max.untilNow();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"exit", "quit", "STOP"})
    void theServerIsStoppedByWhateverWordComesToMind(String word, @TempDir Path other) {
        try (var stopping = ServerProcess.Setup.in(other).withConsole().start()) {
            stopping.console(word);
            assertThat(stopping.exitCode()).isZero();
        }
    }

    @Test
    void whoIsNotLetInIsShown() {
        try (var ned = PlainClient.join("Ned", server);
                var other = JsonClient.connect("another Ned", server)) {
            other.send("type", "hello", "name", "Ned");
            other.await("error");
            assertThat(server.shown("Ned was not let in")).endsWith("): Ned is taken; choose another name");
            ned.untilNow();
        }
    }

    @Test
    void theEndOfTheCommandsIsNotTheEndOfTheServer(@TempDir Path other) {
        try (var lonely = ServerProcess.Setup.in(other).withConsole().start()) {
            lonely.endOfCommands();
            try (var ana = PlainClient.join("Ana", lonely)) {
                lonely.shown("Ana just joined the chat");
                ana.untilNow();
            }
            lonely.shown("Ana left the chat");
        }
    }
}
