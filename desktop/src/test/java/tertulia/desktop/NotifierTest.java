package tertulia.desktop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tertulia.client.FakeServer;
import tertulia.model.RoomId;

/** What calls a person who looks elsewhere. */
final class NotifierTest {
    private static final Duration SHORT = Duration.ofMillis(1);

    @TempDir
    Path folder;

    /** A notify-send that writes down what it was told, an argument a line, after it has read from this file. */
    private Path program(String name, Path first) throws IOException {
        String script = "#!/bin/sh\ncat '%s' >/dev/null\nprintf '%%s\\n' \"$@\" END >>'%s'\n"
                .formatted(first, folder.resolve("said"));
        var program = Files.writeString(folder.resolve(name), script);
        return Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
    }

    private List<String> said() throws IOException {
        return Files.exists(folder.resolve("said")) ? Files.readAllLines(folder.resolve("said")) : List.of();
    }

    @Test
    void theProgramOfTheDesktopIsToldTitleAndTextAndNothingInThemIsMarkupOrAnOption() throws Exception {
        program("notify-send", Path.of("/dev/null"));
        assertThat(Notifier.of(Map.of("PATH", "/nowhere"))).isEmpty();
        assertThat(Notifier.of(Map.of())).isEmpty();
        var notifier = Notifier.of(Map.of("PATH", "/nowhere:" + folder)).orElseThrow();
        notifier.accept(new Notifier.Note("--help", "a <b>bold</b> & C:\\new \\074i>"));
        await().atMost(Desk.SOON).until(() -> said().contains("END"));
        assertThat(said())
                .containsExactly(
                        "--app-name=Tertulia",
                        "--",
                        "--help",
                        "a &lt;b&gt;bold&lt;/b&gt; &amp; C:\\\\new \\\\074i&gt;",
                        "END");
    }

    @Test
    void whereThereIsNoNotifySendOsascriptIsToldTheSameAndRunsNothingOfIt() throws Exception {
        program("osascript", Path.of("/dev/null"));
        var notifier = Notifier.of(Map.of("PATH", folder.toString())).orElseThrow();
        notifier.accept(new Notifier.Note("Zoe", "\" & do shell script \"date\""));
        await().atMost(Desk.SOON).until(() -> said().contains("END"));
        assertThat(said()).containsSubsequence("end run", "--", "Zoe", "\" & do shell script \"date\"", "END");
    }

    @Test
    void whatComesWhileManyWaitIsLeftOutAndNobodyIsHeldUp() throws Exception {
        var pipe = folder.resolve("pipe");
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor())
                .isZero();
        var program = program("notify-send", pipe);
        var notifier = new Notifier(note -> Notifier.notifySend(program, note), SHORT);
        for (int i = 0; i < 1000; i++) notifier.accept(new Notifier.Note("title", "text " + i));
        for (int i = 0; i < 3; i++) {
            int before = i;
            Files.writeString(pipe, "go");
            await().atMost(Desk.SOON)
                    .until(() -> said().stream().filter("END"::equals).count() > before);
        }
        // The first, and those that were waiting; it may have been taken out before the queue was full.
        assertThat(said()).contains("text 0", "text 1", "text 2").doesNotContain("text 4");
    }

    @Test
    void whatIsMeantForThePersonIsToldWhileTheWindowIsNotInUse() throws Exception {
        var zoe = FakeServer.somebody("Zoe");
        try (var server = new FakeServer(1)) {
            try (var desk = new Desk(folder, server.address()).join("Ana")) {
                var ana = server.known("Ana");
                server.says(zoe, ana, "while you look");
                desk.untilSeen("while you look");
                desk.away();
                server.says(zoe, Optional.empty(), "for nobody");
                server.says(zoe, Optional.empty(), "for Anatole");
                server.says(zoe, Optional.empty(), "Ana, are you there?");
                server.says(zoe, ana, "I am <here>");
                await().atMost(Desk.SOON).until(() -> desk.notes.size() == 2);
                assertThat(desk.notes)
                        .containsExactly(
                                new Notifier.Note("Zoe in the lobby", "Ana, are you there?"),
                                new Notifier.Note("Zoe", "I am <here>"));
                desk.toggle("notify");
                desk.away();
                server.says(zoe, ana, "never told");
                desk.untilSeen("never told");
            }
            try (var desk = new Desk(folder, Optional.empty()).in("Ana")) {
                desk.away();
                server.says(zoe, server.known("Ana"), "never told either");
                desk.untilSeen("never told either");
                assertThat(desk.notes).isEmpty();
                desk.toggle("notify");
                desk.away();
                server.says(zoe, server.known("Ana"), "told again");
                await().atMost(Desk.SOON).until(() -> desk.notes.size() == 1);
            }
        }
    }

    @Test
    void ofMessagesOfOnesOwnNothingIsTold() throws Exception {
        try (var server = new FakeServer(2);
                var desk = new Desk(folder, server.address()).join("Ana")) {
            desk.say("Ana says Ana");
            desk.away();
            desk.until("Ana says Ana");
            await().atMost(Desk.SOON).until(() -> server.texts(RoomId.LOBBY).size() == 1);
            server.says(FakeServer.somebody("Zoe"), server.known("Ana"), "hello");
            await().atMost(Desk.SOON).until(() -> !desk.notes.isEmpty());
            assertThat(desk.notes).extracting(Notifier.Note::text).containsExactly("hello");
        }
    }
}
