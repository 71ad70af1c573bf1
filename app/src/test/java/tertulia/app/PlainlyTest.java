package tertulia.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A text on the command line is a text. */
final class PlainlyTest {
    @TempDir
    private Path folder;

    private static List<Object> texts(String... words) {
        var command = Main.command();
        var parsed = command.parseArgs(words).subcommand();
        Plainly.check(
                parsed.commandSpec(),
                parsed.matchedPositionals().stream()
                        .flatMap(one -> one.stringValues().stream())
                        .toArray(String[]::new));
        return parsed.matchedPositionals().stream()
                .<Object>map(one -> one.getValue())
                .toList();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "@notes",
                "@@notes",
                "@everyone lunch",
                "-1 degree",
                "-1",
                "- item",
                "-",
                "-hi there",
                "-Very good",
                "--to be or not to be",
                "--- cut here ---",
                "-–",
                "serve",
                "\"quoted\"",
                "${sys:user.name}",
                "a\\tb",
                "=",
                "-> there"
            })
    void whateverIsWrittenIsTheText(String text) {
        assertThat(texts("send", "--to", "ALL", text)).containsExactly(text);
        assertThat(texts("send", text, "--to", "ALL")).containsExactly(text);
        assertThat(texts("send", "--to", "ALL", "--", text)).containsExactly(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"--help", "--to=x", "--quiet", "-h", "--", "@x"})
    void afterTwoDashesItMayLookLikeAnOption(String text) {
        assertThat(texts("send", "--to", "ALL", "--", text)).containsExactly(text);
    }

    @Test
    void noFileIsReadWhateverAnArgumentBeginsWith() throws IOException {
        var notes = Files.writeString(folder.resolve("notes"), "--name x");
        assertThat(texts("send", "--to", "ALL", "@" + notes)).containsExactly("@" + notes);
        assertThat(texts("send", "--to", "@" + notes, "x")).containsExactly("x");
        assertThat(texts("chat", "@" + notes)).containsExactly("@" + notes);
    }
}
