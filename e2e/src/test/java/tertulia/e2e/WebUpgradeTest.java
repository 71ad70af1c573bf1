package tertulia.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A browser that keeps the page, and a server that has another one after its upgrade. */
final class WebUpgradeTest {
    private static final Pattern VERSION = Pattern.compile("version:\"([0-9A-F]+)\"");
    private static final String NEW = "0123ABCD";

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** What the server serves now, with a mark in the page and so with another version, before the packaged files. */
    private List<String> upgraded(WebClient person, ServerProcess server) throws IOException {
        var files = Files.createDirectories(folder.resolve("upgrade/tertulia/web"));
        String page = text(person, server, "");
        String marked = page.replaceFirst("<meta ", "<meta name=generation content=new><meta ");
        assertThat(marked).isNotEqualTo(page);
        Files.writeString(files.resolve("index.en.html"), marked);
        var version = VERSION.matcher(text(person, server, "service-worker.js"));
        assertThat(version.find()).isTrue();
        Files.writeString(files.resolve("service-worker.js"), version.replaceFirst("version:\"" + NEW + "\""));
        var command = new ArrayList<>(Program.command());
        int jar = command.indexOf("-jar");
        command.set(jar, "-cp");
        command.set(jar + 1, folder.resolve("upgrade") + File.pathSeparator + command.get(jar + 1));
        command.add("tertulia.app.Main");
        return command;
    }

    private static String text(WebClient person, ServerProcess server, String path) {
        return person.page()
                .request()
                .get("http://127.0.0.1:" + server.port() + "/" + path)
                .text();
    }

    private static Object kept(WebClient person) {
        return person.page().evaluate("() => caches.keys()");
    }

    @Test
    void afterAnUpgradeTheSecondLoadIsTheNewPage() throws IOException {
        var setup = ServerProcess.Setup.in(folder.resolve("data")).with("--port", String.valueOf(freePort()));
        try (var before = setup.start();
                var ana = WebClient.at(before)) {
            ana.join("Ana").say("before").expectStored("before");
            ana.page().evaluate("() => navigator.serviceWorker.ready.then(() => true)");
            var command = upgraded(ana, before);
            before.terminate();
            assertThat(before.exitCode()).isZero();
            try (var after = setup.by(command).start()) {
                ana.page().reload();
                ana.awaitIn().say("after").expectStored("after");
                // Meanwhile the worker fetches the new page, and forgets the one before.
                Awaitility.await().atMost(Lines.PATIENCE).until(() -> kept(ana), List.of("tertulia-" + NEW)::equals);
                ana.page().reload();
                ana.awaitIn().expect("after");
                assertThat(ana.page().locator("meta[name=generation]").count())
                        .as("the new page")
                        .isEqualTo(1);
                assertThat(after.isAlive()).isTrue();
            }
        }
    }
}
