package tertulia.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import tertulia.model.TextLines.Next;

/** Bytes are written as Latin-1 here: a character is a byte. */
final class TextLinesTest {
    private static List<Next> read(String bytes) throws IOException {
        var lines = new TextLines(new ByteArrayInputStream(bytes.getBytes(StandardCharsets.ISO_8859_1)), 10);
        var read = new ArrayList<Next>();
        for (var next = lines.next(); !(next instanceof Next.End); next = lines.next()) read.add(next);
        return read;
    }

    @Test
    void linesEndWithAnyEndAndTheLastWithNone() throws IOException {
        assertThat(read("one\ntwo\r\n\nfour"))
                .containsExactly(
                        new Next.Whole("one"), new Next.Whole("two"), new Next.Whole(""), new Next.Whole("four"));
    }

    @Test
    void oneMarkAtTheVeryBeginningIsLeftOut() throws IOException {
        assertThat(read("\u00ef\u00bb\u00bfx\n\u00ef\u00bb\u00bfy"))
                .containsExactly(new Next.Whole("x"), new Next.Whole("\ufeffy"));
    }

    @Test
    void whatIsTooLongOrNotUtf8IsLeftOutAndTheRestGoesOn() throws IOException {
        assertThat(read("\u00c0\u00af\n" + "x".repeat(11) + "\n" + "y".repeat(10) + "\n\u00c3"))
                .containsExactly(
                        new Next.NotUtf8(), new Next.TooLong(), new Next.Whole("y".repeat(10)), new Next.NotUtf8());
    }
}
