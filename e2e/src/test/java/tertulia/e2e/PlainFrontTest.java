package tertulia.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code nc HOST 5555} works for a person. */
@WithServer
final class PlainFrontTest {
    private final ServerProcess server;

    PlainFrontTest(ServerProcess server) {
        this.server = server;
    }

    // ---- coming in ------------------------------------------------------------------------------------------

    @Test
    void whoeverSaysNothingIsGreetedAndMayStillSpeakAnyLanguage() {
        try (var person = PlainClient.connect("a person", server);
                var script = JsonClient.connect("a slow script", server)) {
            person.expect("* Welcome to Tertulia. What is your name?");
            person.say("Abel");
            person.expect("* You are connected to the server as Abel");
            script.wire().lines().await("the greeting", "* Welcome to Tertulia. What is your name?"::equals);
            script.send("type", "hello", "name", "Script");
            script.await("welcome");
        }
    }

    @Test
    void whoeverSpeaksFirstIsNotGreeted() {
        try (var ben = PlainClient.join("Ben", server)) {
            assertThat(ben.wire().lines().all()).containsExactly("* You are connected to the server as Ben");
        }
    }

    @Test
    void linesMayEndInCarriageReturnAndLineFeed() {
        try (var cora = PlainClient.connect("Cora", server);
                var dan = PlainClient.join("Dan", server)) {
            cora.wire().write("Cora\r\nhello\r\nDan*psst\r\n/whoami\r\n");
            cora.expect("* you are Cora");
            // One is said in the lobby, one in a room of two: their order is nobody's promise.
            dan.expectBeginning("Cora");
            dan.expectBeginning("Cora");
            assertThat(dan.wire().lines().all()).contains("Cora: hello", "Cora (private): psst");
        }
    }

    @Test
    void aLineMayComeInPieces() {
        try (var eli = PlainClient.connect("Eli", server);
                var flo = PlainClient.join("Flo", server)) {
            for (byte b : "Eli\nÇa va, 你好, 👋?\n".getBytes(StandardCharsets.UTF_8)) {
                eli.wire().write(new byte[] {b});
            }
            flo.expect("Eli: Ça va, 你好, 👋?");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "\"\"                                | a name is needed",
                "two words                           | a name has no spaces in it",
                "a\u3000b                            | a name has no spaces in it",
                "no\u00a0break                       | a name has no spaces in it",
                "123456789012345678901234567890123   | a name has at most 32 characters",
                "\u0410LL                            | \u0410LL is reserved; choose another name",
                "server                              | server is reserved; choose another name",
                "NickServ                            | NickServ is reserved; choose another name",
                "PRIVMSG                             | PRIVMSG is reserved; choose another name",
                "G\u0456na                           | G\u0456na looks too much like Gina; choose another name",
                "a*b                                 | a name cannot have * in it there",
                "a:b                                 | a name cannot have : in it there",
                "!a                                  | a name cannot have ! in it there",
                "a\u001bb                            | a name cannot have ␛ in it there",
                "a\u202eb                            | a name cannot have <U+202E> in it there",
                "~a                                  | a name cannot have ~ in it there",
            })
    void aSlipAtTheDoorIsExplainedAndTheQuestionPutAgain(String name, String why) {
        try (var gina = PlainClient.connect("Gina", server);
                var other = PlainClient.connect("the other", server)) {
            gina.say("Gina");
            gina.expect("* You are connected to the server as Gina");
            for (int slips = 0; slips < 3; slips++) {
                other.say(name);
                other.expect("! " + why);
                other.expect("* What is your name?");
            }
            other.say(name);
            assertThat(other.rest()).containsExactly("! " + why);
            assertThat(gina.untilNow()).isEmpty();
            gina.say("/quit");
            gina.rest();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ALL                                 | ALL is reserved; choose another name",
                "aLl                                 | aLl is reserved; choose another name",
                "Gina                                | Gina is taken; choose another name",
                "gINA                                | gINA is taken; choose another name",
            })
    void aNameThatIsTakenOrAllIsRefusedAndTheConnectionIsClosed(String name, String why) {
        try (var gina = PlainClient.connect("Gina", server);
                var refused = PlainClient.connect("the refused", server)) {
            gina.say("Gina");
            gina.expect("* You are connected to the server as Gina");
            refused.say(name);
            assertThat(refused.rest()).containsExactly("! " + why);
            assertThat(gina.untilNow()).isEmpty();
            gina.say("/quit");
            gina.rest();
        }
    }

    // ---- talking --------------------------------------------------------------------------------------------

    @Test
    void commandsAreAnswered() {
        try (var hans = PlainClient.join("Hans", server)) {
            // Who has just come is told to all, and to themselves, together with others who come about now.
            await().until(() -> {
                hans.say("/who");
                assertThat(hans.wire().lines().await("who is here", line -> line.contains(" here:")))
                        .matches("\\* (1 person is|\\d+ people are) here:");
                return hans.expectBeginning("* ").contains("Hans");
            });
            hans.say("/WHOAMI");
            hans.expect("* you are Hans");
            hans.say("/help");
            hans.expectBeginning("* /quit leaves");
            hans.say("/dance");
            hans.expect("! there is no command /dance; try /help, or // to begin with a slash");
            hans.say("/history many");
            hans.expectBeginning("! say how many messages");
            hans.say("Hans*to myself");
            hans.expect("! that is you");
            hans.say("/quit");
            assertThat(hans.rest()).containsExactly("* goodbye");
        }
    }

    @Test
    void twoSlashesSayOneAndAStarBehindNoNameIsAStar() {
        try (var ilse = PlainClient.join("Ilse", server);
                var jan = PlainClient.join("Jan", server)) {
            ilse.say("//who is this?");
            jan.expect("Ilse: /who is this?");
            ilse.say("2 * 3 * 4 = 24");
            jan.expect("Ilse: 2 * 3 * 4 = 24");
            ilse.say("ALL*3*4");
            jan.expect("Ilse: 3*4");
            ilse.say("Jan*5*6");
            jan.expect("Ilse (private): 5*6");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"Karin*secret", "karl1*secret", "Karll*secret", "SERVER*secret", "Nickserv*secret"})
    void aPrivateTextNeverFallsIntoTheLobbyByASlip(String line) {
        try (var karl = PlainClient.join("Karl", server);
                var lena = PlainClient.join("Lena", server)) {
            karl.say(line);
            karl.expectBeginning("! nobody is called " + line.substring(0, line.indexOf('*')));
            karl.say("done");
            assertThat(lena.before("Karl: done")).noneMatch(heard -> heard.contains("secret"));
            for (var client : new PlainClient[] {karl, lena}) {
                client.say("/quit");
                client.rest();
            }
        }
    }

    @Test
    void historyIsTheLobbyAndOnesOwnPrivateMessages() {
        try (var mia = PlainClient.join("Mia", server);
                var noa = PlainClient.join("Noa", server);
                var other = PlainClient.join("Oli", server)) {
            mia.say("one");
            noa.expect("Mia: one");
            mia.say("Noa*two");
            noa.expect("Mia (private): two");
            noa.say("Mia*three");
            mia.expect("Noa (private): three");
            noa.say("four");
            mia.expect("Noa: four");
            mia.say("/history 4");
            mia.expectBeginning("* the last 4 messages");
            assertThat(mia.untilNow())
                    .containsExactly("Mia: one", "Mia (private, to Noa): two", "Noa (private): three", "Noa: four");
            other.say("/history 200");
            other.expectBeginning("* the last ");
            assertThat(other.untilNow())
                    .contains("Mia: one", "Noa: four")
                    .noneMatch(line -> line.contains("two") || line.contains("three"));
        }
    }

    @Test
    void aLongLineIsSaidWholeAndAnOverLongOneIsRefusedInWords() {
        try (var pia = PlainClient.join("Pia", server);
                var quinn = PlainClient.join("Quinn", server)) {
            String longest = "x".repeat(8192);
            pia.say(longest);
            quinn.expect("Pia: " + longest);
            pia.say("y".repeat(8193));
            pia.expect("! too long: a message has at most 8192 bytes");
            pia.say("z".repeat(500_000));
            pia.expect("! too long: a message has at most 8192 bytes");
            pia.say("after that");
            assertThat(quinn.before("Pia: after that")).isEmpty();
        }
    }

    @Test
    void aTelnetClientsOptionsAreRefusedAndItsKeysEdit() {
        try (var putty = PlainClient.connect("Putty", server)) {
            putty.wire().write(new byte[] {-1, -5, 31, -1, -3, 1});
            putty.wire().write("Puttx\by\r\u0000".getBytes(StandardCharsets.US_ASCII));
            // DONT 31 and WONT 1 stand before the words.
            String welcome = HexFormat.of()
                    .formatHex("* You are connected to the server as Putty".getBytes(StandardCharsets.US_ASCII));
            putty.wire().lines().await("the welcome", line -> line.endsWith("fffe1ffffc01" + welcome));
        }
    }

    @Test
    void historyGoesBackFurtherThanOnePageAndKnowsWhatWasJustSaid() {
        try (var vera = PlainClient.join("Vera", server)) {
            vera.say("the very first");
            vera.say("/history 1");
            vera.expect("* the last message:");
            vera.expect("Vera: the very first");
            for (int i = 1; i <= 250; i++) vera.say("number " + i);
            vera.say("/history 250");
            vera.expect("* the last 250 messages:");
            vera.expect("Vera: number 1");
            vera.expect("Vera: number 250");
        }
    }

    @Test
    void whatIsNotUtf8IsRefusedAndNeverChanged() {
        try (var ria = PlainClient.join("Ria", server);
                var sam = PlainClient.join("Sam", server)) {
            ria.wire().write(new byte[] {'a', (byte) 0xff, 'b', (byte) 0xc3, '\n'});
            ria.expect("! this is not UTF-8 text; nothing of it was sent on");
            ria.say("next");
            assertThat(sam.before("Ria: next")).isEmpty();
        }
    }

    @Test
    void aTextOfSeveralLinesRepeatsItsBeginningOnEach() {
        try (var script = JsonClient.join("Tom", server);
                var uma = PlainClient.join("Uma", server)) {
            script.say("ALL", "one\ntwo\r\nUma: three\u2028* four\u0085! five\rsix\n* seven");
            uma.expect("Tom: one");
            uma.expect("Tom: two");
            uma.expect("Tom: Uma: three<U+2028>* four<U+0085>! five␍six");
            uma.expect("Tom: * seven");
            script.say("Uma", "a\nb");
            uma.expect("Tom (private): a");
            uma.expect("Tom (private): b");
        }
    }

    // ---- going ----------------------------------------------------------------------------------------------

    @Test
    void whateverWasSaidBeforeTheEndOfInputIsSaidAndAnsweredBeforeTheEnd() throws IOException, InterruptedException {
        Outside.require("nc");
        try (var vera = PlainClient.join("Vera", server)) {
            var process = new ProcessBuilder(
                            "sh",
                            "-c",
                            "printf 'Wim\\nhello from nc\\nVera*a secret\\n/whoami\\nno line end' | nc -N 127.0.0.1 "
                                    + server.port())
                    .redirectErrorStream(true)
                    .start();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
            assertThat(said.lines())
                    .containsExactly("* You are connected to the server as Wim", "* you are Wim", "* goodbye");
            for (int i = 0; i < 3; i++) vera.expectBeginning("Wim");
            assertThat(vera.wire().lines().all())
                    .contains("Wim: hello from nc", "Wim (private): a secret", "Wim: no line end");
        }
    }

    @Test
    void manyLinesAtOnceAreAllSaidBeforeTheEnd() {
        try (var xenia = PlainClient.connect("Xenia", server);
                var yuri = PlainClient.join("Yuri", server)) {
            var page = new StringBuilder("Xenia\n");
            for (int i = 1; i <= 600; i++) page.append("line ").append(i).append('\n');
            xenia.wire().write(page.toString());
            xenia.wire().halfClose();
            for (int i = 1; i <= 600; i++) yuri.expect("Xenia: line " + i);
            assertThat(xenia.rest()).noneMatch(line -> line.startsWith("! "));
        }
    }

    @Test
    void aConnectionThatBreaksIsToldAsLeaving() {
        try (var zoe = PlainClient.join("Zoe", server)) {
            try (var zed = PlainClient.join("Zed", server)) {
                zoe.expect("* Zed just joined the server");
                zed.untilNow();
            }
            zoe.expect("* Zed left the server");
        }
    }
}
