package tertulia.server.front.plain;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tertulia.server.front.plain.TypedLines.Typed;

/** Bytes are written as Latin-1 here: a character is a byte. */
final class TypedLinesTest {
    private static final String PUTTY =
            "\u00ff\u00fb\u001f\u00ff\u00fb \u00ff\u00fb\u0018\u00ff\u00fb'\u00ff\u00fd\u0001";
    private static final int MOST = 100;

    private final ByteArrayOutputStream replies = new ByteArrayOutputStream();

    /** What is read of bytes that come all at once, and the same if they come one by one. */
    private List<String> read(String bytes) {
        var whole = read(bytes, bytes.length());
        var replied = replies.toByteArray();
        replies.reset();
        assertThat(read(bytes, 1)).isEqualTo(whole);
        assertThat(replies.toByteArray()).isEqualTo(replied);
        return whole;
    }

    private List<String> read(String bytes, int piece) {
        var typed = new TypedLines(MOST, replies::writeBytes);
        var in = Unpooled.buffer();
        var lines = new ArrayList<String>();
        for (int i = 0; i < bytes.length(); i += piece) {
            in.writeBytes(
                    bytes.substring(i, Math.min(bytes.length(), i + piece)).getBytes(StandardCharsets.ISO_8859_1));
            take(typed, in.readableBytes() > 0 && i + piece >= bytes.length(), lines, in);
        }
        return lines;
    }

    private static void take(TypedLines typed, boolean ended, List<String> lines, ByteBuf in) {
        for (var next = typed.next(in, ended); next != null; next = typed.next(in, ended)) {
            switch (next) {
                case Typed.Whole(String text) -> lines.add(text);
                case Typed.TooLong() -> lines.add("too long");
                case Typed.NotUtf8() -> lines.add("not UTF-8");
                case Typed.Nothing() -> {}
            }
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Anax\b\ba\\n|Ana",
                "helo\u007f\u007fllo\\n|hello",
                "wrong\u0015right\\n|right",
                "say this that\u0017it\\n|say this it",
                "\b\b\u007fx\\n|x",
                "one\u000ctwo\\n|onetwo",
                "Jos\u00c3\u00a9\b\u00c3\u00a9\\n|Jos\u00e9",
                "\u00f0\u009f\u0098\u0080\bx\\n|x"
            })
    void keysThatEditALineHaveDoneSo(String typed, String line) {
        assertThat(read(typed.replace("\\n", "\n"))).containsExactly(line);
    }

    @Test
    void linesEndAsClientsEndThem() {
        assertThat(read("one\ntwo\r\nthree\r\u0000four")).containsExactly("one", "two", "three", "four");
        assertThat(read("one\rtwo\n")).containsExactly("one\rtwo");
    }

    @Test
    void telnetsOptionsAreRefusedAndLeftOut() {
        assertThat(read(PUTTY + "Putty\r\n")).containsExactly("Putty");
        assertThat(replies.toString(StandardCharsets.ISO_8859_1))
                .isEqualTo("\u00ff\u00fe\u001f\u00ff\u00fe \u00ff\u00fe\u0018\u00ff\u00fe'\u00ff\u00fc\u0001");
    }

    @Test
    void optionsAreAnsweredBeforeALineIsTyped() {
        assertThat(read(PUTTY)).isEmpty();
        assertThat(replies.size()).isEqualTo(15);
    }

    @Test
    void whatIsAnswerToOurAnswerIsNotAnswered() {
        assertThat(read("\u00ff\u00fc\u0001\u00ff\u00fe\u0001x\n")).containsExactly("x");
        assertThat(replies.size()).isZero();
    }

    @Test
    void aClientWithoutEndOfOptionsIsAnsweredAFewTimes() {
        assertThat(read("\u00ff\u00fb\u0001".repeat(1000) + "x\n")).containsExactly("x");
        assertThat(replies.size()).isEqualTo(64 * 3);
    }

    @Test
    void subnegotiationsAreLeftOutWhateverIsInThem() {
        assertThat(read("\u00ff\u00fb\u001fAn\u00ff\u00fa\u001f\u0000P\n\u00ff\u00ff\u0018\u00ff\u00f0a\r\n"))
                .containsExactly("Ana");
    }

    @Test
    void commandsAmongTheTextAreLeftOutAndTheirErasingIsDone() {
        assertThat(read("\u00ff\u00f1Anb\u00ff\u00f7a\n\u00ff\u00f4\u00ff\u00fd\u0006no\u00ff\u00f8yes\n"))
                .containsExactly("Ana", "yes");
    }

    @Test
    void whatIsNoTelnetIsNotMadeTextOfOtherWords() {
        assertThat(read("Ana\nbad \u00ff\u00fe bytes\n\u00ff\n")).containsExactly("Ana", "not UTF-8", "not UTF-8");
        assertThat(read("\u00ff\u00f1Ana\ndoubled \u00ff\u00ff\nodd \u00ffx\n"))
                .containsExactly("Ana", "not UTF-8", "not UTF-8");
    }

    @Test
    void oneMarkAtTheBeginningIsLeftOut() {
        assertThat(read("\u00ef\u00bb\u00bfAna\n\u00ef\u00bb\u00bf/who\nx\u00ef\u00bb\u00bf\n"))
                .containsExactly("Ana", "/who", "x\ufeff");
    }

    @Test
    void anotherEncodingIsNotText() {
        assertThat(read("\u00ff\u00feA\u0000n\u0000a\u0000\n")).containsExactly("not UTF-8");
        assertThat(read("\u00fe\u00ff\u0000A\u0000n\u0000a\u0000\n")).containsExactly("not UTF-8");
    }

    @ParameterizedTest
    @CsvSource({
        "'\u00c0\u00af'",
        "'\u00c0\u0080'",
        "'\u00f0\u0080\u0080\u00af'",
        "'\u00ed\u00a0\u0080'",
        "'\u00f4\u0090\u0080\u0080'",
        "'\u00c3'",
        "'\u0080'"
    })
    void whatIsNotUtf8IsNotText(String bytes) {
        assertThat(read("x" + bytes + "\nnext\n")).containsExactly("not UTF-8", "next");
    }

    @Test
    void aLineThatIsTooLongIsSaidOnceAndLeftOutToItsEnd() {
        assertThat(read("x".repeat(MOST) + "\n" + "y".repeat(5 * MOST) + "\nz\n"))
                .containsExactly("x".repeat(MOST), "too long", "z");
        assertThat(read("\u00ff\u00f1\u00ff\u00fa" + "y".repeat(5 * MOST) + "\nz\n"))
                .containsExactly("too long", "z");
    }
}
