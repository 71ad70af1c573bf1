package tertulia.desktop;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tertulia.client.FakeServer;

/** JavaFX 26.0.2 fails to wrap text from right to left (see {@link Speech#isRightToLeft}); the window must not. */
final class RightToLeftTest {
    @TempDir
    Path folder;

    @Test
    void longTextFromRightToLeftIsWrapped() throws Exception {
        try (var server = new FakeServer(51);
                var desk = new Desk(folder, server.address()).join("Ana")) {
            List<Throwable> failures = new CopyOnWriteArrayList<>();
            Desk.fx(() -> {
                Thread.currentThread().setUncaughtExceptionHandler((thread, failure) -> failures.add(failure));
                return failures;
            });
            var zoe = FakeServer.somebody("Zoe");
            for (String text : List.of(
                    "مرحبا بالجميع ".repeat(40),
                    "hello مرحبا ".repeat(40),
                    "```\n" + "שלום לכולם ".repeat(40) + "\n```",
                    "`" + "שלום ".repeat(60) + "` and more ".repeat(20))) {
                server.says(zoe, Optional.empty(), text);
                desk.until(text);
                PlaceTest.frames(desk, 3);
            }
            assertThat(failures).isEmpty();
        }
    }
}
