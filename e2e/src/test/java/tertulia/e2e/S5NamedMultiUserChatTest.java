package tertulia.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The fifth of the five systems: unique names, never ALL, and {@code Rafid*Hello, How are you?}. */
@WithServer
final class S5NamedMultiUserChatTest {
    private final ServerProcess server;

    S5NamedMultiUserChatTest(ServerProcess server) {
        this.server = server;
    }

    @Test
    void theServerPrintsWhoJoinedTheChatAndTellsAllTheOthers() {
        try (var first = PlainClient.join("First", server);
                var second = PlainClient.join("Second", server);
                var third = PlainClient.join("Third", server)) {
            assertThat(server.shown("Third just joined the chat"))
                    .matches("\\d\\d:\\d\\d:\\d\\d Third just joined the chat.*");
            first.expect("* Third just joined the server");
            second.expect("* Third just joined the server");
            assertThat(third.untilNow()).noneMatch(line -> line.contains("Third just joined"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"ALL", "all", "All", "aLL", " ALL ", "Rafid", "rafid", "RAFID "})
    void aNameThatIsTakenOrAllIsDiscardedAtOnce(String name) {
        try (var rafid = PlainClient.join("Rafid", server);
                var discarded = PlainClient.connect("the discarded", server)) {
            discarded.say(name);
            var told = discarded.rest();
            assertThat(told.getFirst()).startsWith("! ");
            assertThat(told).noneMatch(line -> line.contains("You are connected"));
            assertThat(rafid.untilNow()).isEmpty();
            rafid.say("/quit");
            rafid.rest();
        }
    }

    @Test
    void whatIsForRafidGoesToRafidAlone() {
        try (var rafid = PlainClient.join("Rafid1", server);
                var sender = PlainClient.join("Sender", server);
                var other = PlainClient.join("Other", server)) {
            sender.say("Rafid1*Hello, How are you?");
            rafid.expect("Sender (private): Hello, How are you?");
            sender.say("ALL*hey");
            rafid.expect("Sender: hey");
            assertThat(other.before("Sender: hey")).noneMatch(line -> line.contains("Hello"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"ALL*hey 1", "all*hey 2", "All*hey 3", "hey 4"})
    void whatIsForAllGoesToAll(String line) {
        try (var sender = PlainClient.join("Speaker", server);
                var one = PlainClient.join("One", server);
                var two = PlainClient.join("Two", server)) {
            sender.say(line);
            String text = line.substring(line.indexOf('*') + 1);
            one.expect("Speaker: " + text);
            two.expect("Speaker: " + text);
            for (var client : new PlainClient[] {sender, one, two}) {
                client.say("/quit");
                client.rest();
            }
        }
    }

    @Test
    void aMessageToNobodyKnownIsAnsweredWithAnErrorAndToldToNobody() {
        try (var sender = PlainClient.join("Careful", server);
                var other = PlainClient.join("Curious", server)) {
            sender.say("Rafdi*a secret");
            sender.expect("! nobody is called Rafdi; begin with ALL* to say this to everyone");
            sender.say("done");
            assertThat(other.before("Careful: done")).noneMatch(line -> line.contains("secret"));
        }
    }

    @Test
    void theServerDispersesWhatItGotWithTheNextLetterCipher() {
        try (var sender = PlainClient.join("Encipherer", server);
                var receiver = PlainClient.join("Decipherer", server)) {
            sender.say("ALL*" + Caesar.shifted("xyza, XYZ 123!", 1));
            assertThat(receiver.expectBeginning("Encipherer: ")).isEqualTo("Encipherer: yzab, YZA 123!");
            sender.say("Decipherer*zpaz");
            String heard = receiver.expectBeginning("Encipherer (private): ");
            assertThat(Caesar.shifted(heard.substring(heard.indexOf("): ") + 3), -1))
                    .isEqualTo("yozy");
        }
    }
}
