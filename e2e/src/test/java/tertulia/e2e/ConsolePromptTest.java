package tertulia.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The console at a terminal. */
final class ConsolePromptTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @SuppressWarnings("NullAway.Init")
    private Tmux screen;

    private int port;

    @BeforeEach
    void start() {
        var command = Program.command(
                "serve",
                "--bind",
                "127.0.0.1",
                "--port",
                "0",
                "--data",
                folder.resolve("data").toString());
        screen = new Tmux(folder, Map.of("LC_ALL", "C.UTF-8"), command, 40);
        String ready = screen.await("the prompt", text -> text.contains("Ready on ") && text.contains("\n>"))
                .lines()
                .filter(line -> line.startsWith("Ready on "))
                .findFirst()
                .orElseThrow();
        port = Integer.parseInt(ready.substring(ready.lastIndexOf(':') + 1));
    }

    @AfterEach
    void end() {
        screen.key("C-u");
        screen.key("C-c");
        screen.close();
    }

    @Test
    void whatIsBeingTypedIsNotCutByWhatHappens() {
        assertThat(screen.screen()).doesNotContain("INFO");
        screen.type("say half typed");
        screen.awaitText("> say half typed");
        try (var ana = PlainClient.join("Ana", port)) {
            String shown = screen.awaitText("Ana just joined the chat");
            assertThat(shown.strip()).endsWith("> say half typed");
            screen.type(" and sent");
            screen.key("Enter");
            ana.expect("SERVER: half typed and sent");
        }
    }

    @Test
    void tabCompletesCommandsAndNamesAndTheArrowsBringBackWhatWasTyped() {
        try (var ana = PlainClient.join("Anastasia", port)) {
            screen.awaitText("Anastasia just joined the chat");
            screen.type("ki");
            screen.key("Tab");
            screen.awaitText("> kick");
            screen.type("An");
            screen.key("Tab");
            screen.awaitText("> kick Anastasia");
            screen.key("Enter");
            screen.awaitText("Anastasia was sent out");
            assertThat(ana.rest()).isNotEmpty();
            screen.key("Up");
            screen.awaitText("> kick Anastasia");
        }
    }

    @Test
    void exitStopsItAndLeavesTheTerminalAsItWas() {
        screen.enter("exit");
        String shown = screen.awaitText("exit 0");
        assertThat(shown).contains("Stopping.", "Stopped. ");
    }

    @Test
    void ctrlCClearsALineAndOnAnEmptyOneStopsTheServer() {
        screen.type("say not this");
        screen.awaitText("> say not this");
        screen.key("C-c");
        screen.await("an empty line", text -> text.strip().endsWith("\n>"));
        screen.key("C-c");
        screen.awaitText("exit 0");
        assertThat(screen.screen()).doesNotContain("not this,");
    }

    @Test
    void ctrlDStopsNothing() {
        screen.key("C-d");
        screen.enter("help");
        screen.awaitText("what you can type here");
        try (var ana = PlainClient.join("Ana", port)) {
            ana.untilNow();
        }
    }
}
