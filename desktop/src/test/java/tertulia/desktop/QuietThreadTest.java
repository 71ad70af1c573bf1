package tertulia.desktop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import javafx.scene.input.KeyCode;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tertulia.client.Address;
import tertulia.client.FakeServer;
import tertulia.model.RoomId;

/** The network, and the disk with what is kept, are never on the window's thread: the JVM itself tells who reads and writes. */
final class QuietThreadTest {
    private static final List<String> NETWORK = List.of("jdk.SocketRead", "jdk.SocketWrite", "jdk.SocketConnect");
    private static final List<String> DISK = List.of("jdk.FileRead", "jdk.FileWrite", "jdk.FileForce");
    private static final String WINDOW = "JavaFX Application Thread";

    @TempDir
    Path folder;

    @Test
    void inAWholeJourneyTheWindowsThreadTouchesNeitherNetworkNorWhatIsKept() throws Exception {
        var kept = folder.resolve("kept");
        List<RecordedEvent> told;
        try (var recording = new Recording()) {
            NETWORK.forEach(event -> enable(recording, event));
            DISK.forEach(event -> enable(recording, event));
            recording.start();
            journey(kept);
            Desk.fx(() -> Files.readString(kept.resolve("desktop.properties")));
            recording.stop();
            recording.dump(folder.resolve("told.jfr"));
            told = RecordingFile.readAllEvents(folder.resolve("told.jfr"));
        }
        assertThat(told.stream().filter(event -> isNetwork(event) && !isWindow(event)))
                .as("the network is seen at all")
                .isNotEmpty();
        assertThat(told.stream().filter(event -> isKept(event, kept) && !isWindow(event)))
                .as("what is kept is seen at all")
                .isNotEmpty();
        assertThat(told.stream().filter(event -> isNetwork(event) && isWindow(event)))
                .isEmpty();
        assertThat(told.stream().filter(event -> isKept(event, kept) && isWindow(event)))
                .as("the test's own, at the end, and nothing else")
                .isNotEmpty()
                .allMatch(QuietThreadTest::isOwn);
    }

    private static void enable(Recording recording, String event) {
        recording.enable(event).withThreshold(Duration.ZERO).withStackTrace();
    }

    private static boolean isNetwork(RecordedEvent event) {
        return NETWORK.contains(event.getEventType().getName());
    }

    private static boolean isKept(RecordedEvent event, Path kept) {
        if (!DISK.contains(event.getEventType().getName())) return false;
        String path = event.getString("path");
        return path != null && path.startsWith(kept.toString());
    }

    private static boolean isOwn(RecordedEvent event) {
        return event.getStackTrace().getFrames().stream()
                .anyMatch(frame -> frame.getMethod().getType().getName().equals(QuietThreadTest.class.getName()));
    }

    private static boolean isWindow(RecordedEvent event) {
        return event.getThread() != null && WINDOW.equals(event.getThread().getJavaName());
    }

    /** Everything that reads or keeps something, twice, for the second time it is there. */
    private static void journey(Path kept) throws Exception {
        var zoe = FakeServer.somebody("Zoe");
        try (var server = new FakeServer(1)) {
            for (var offered : List.of(Optional.of(server.address()), Optional.<Address>empty())) {
                try (var desk = new Desk(kept, offered)) {
                    if (offered.isPresent()) desk.join("Ana");
                    desk.in("Ana");
                    desk.say("hello");
                    desk.until("hello");
                    server.says(zoe, server.known("Ana"), "private");
                    desk.untilSeen("private");
                    desk.press(KeyCode.ALT, KeyCode.DOWN);
                    desk.untilLabel("title", "Zoe");
                    desk.press(KeyCode.CONTROL, KeyCode.E);
                    desk.press(KeyCode.CONTROL, KeyCode.E);
                    desk.press(KeyCode.SPACE);
                    desk.untilSeen("7");
                    desk.press(KeyCode.ESCAPE);
                    desk.toggle("notify");
                    desk.set("language", "ru");
                    desk.set("language", "en");
                    desk.press(KeyCode.ALT, KeyCode.UP);
                    server.cut();
                    desk.say("after the cut");
                    await().atMost(Desk.SOON)
                            .until(() -> server.texts(RoomId.LOBBY).contains("after the cut"));
                    desk.click("leave");
                    await().atMost(Desk.SOON).until(() -> desk.shows("connect"));
                    desk.press(KeyCode.ENTER);
                    desk.untilLabel("myself", "Ana");
                }
            }
        }
    }
}
