package tertulia.e2e;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tertulia.client.Address;
import tertulia.desktop.Desk;
import tertulia.discovery.Found;

/**
 * Pictures of every state of the window, for people to look at: {@code ./build -pl e2e -am -Dtest=WindowScreens
 * -Dsurefire.failIfNoSpecifiedTests=false} puts them into {@code e2e/target/screens/window}. Not among the
 * tests that always run. The headless screen has 1280 by 800 pixels.
 */
final class WindowScreens {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path data;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path own;

    @ParameterizedTest
    @CsvSource({
        "480,400,light,usual", "800,600,light,usual", "1280,800,light,usual",
        "480,400,dark,usual", "800,600,dark,usual", "1280,800,dark,usual",
        "800,600,light,large", "1280,800,light,large", "1280,800,dark,large",
    })
    void everyState(int width, int height, String theme, String size) throws Exception {
        var setup = ServerProcess.Setup.in(data)
                .with("--name", "Casa Tertulia")
                .configured("limit.say-per-second = 0", "limit.address-say-per-second = 0");
        try (var server = setup.start()) {
            var address = new Address("127.0.0.1", server.port());
            var first = new Found("Casa Tertulia", "127.0.0.1", server.port(), false);
            try (var desk = new Desk(own, Optional.of(address), told -> {
                told.accept(List.of(first));
                return () -> {};
            })) {
                var shots = new Shots(desk, width + "-" + theme + (size.equals("large") ? "-large" : ""));
                desk.place(width, height, 0, 0);
                desk.dress(theme.equals("dark"));
                desk.untilSeen("On this network");
                shots.take("first");
                desk.write("name", "ALL");
                desk.untilLabel("judgement", "reserved");
                shots.take("first-refused");
                desk.write("name", "Ana");
                desk.untilLabel("judgement", "yours");
                shots.take("first-good");
                desk.join("Ana");
                desk.set("theme", theme);
                desk.set("size", size);
                shots.take("empty");
                talk(server, desk, shots);
            }
        }
    }

    private static void talk(ServerProcess server, Desk desk, Shots shots) throws IOException {
        try (var bruno = JsonClient.join("Bruno", server);
                var dmitri = JsonClient.join("Дмитрий", server);
                var fatima = JsonClient.join("فاطمة", server);
                var zed = PlainClient.join("Zed", server)) {
            bruno.say("ALL", "Good morning ☕️ Shall we read chapter 3 together today?");
            bruno.say("ALL", "It is the one with the long walk: https://example.org/chapter/3");
            dmitri.say("ALL", "Да, конечно. Начнём в десять?");
            fatima.say("ALL", "صباح الخير، أنا هنا");
            desk.until("صباح الخير، أنا هنا");
            desk.say("I am in. Who brings coffee?");
            desk.until("I am in. Who brings coffee?");
            bruno.say(
                    "ALL",
                    "Ana, look at `Caesar` in the lesson:\n```\nfor (int i = 0; i < 3; i++) shift(text, i);\n```");
            fatima.say("ALL", "🎉🇦🇱👩‍💻");
            zed.say("Ana*only for you");
            desk.untilSeen("only for you");
            bruno.say("Ana", "psst, a private word");
            desk.untilSeen("psst");
            shots.take("talk");
            desk.press(KeyCode.CONTROL, KeyCode.F);
            desk.type("coffee");
            desk.untilLabel("found", "1 of 1");
            shots.take("find");
            desk.press(KeyCode.ESCAPE);
            desk.press(KeyCode.CONTROL, KeyCode.K);
            desk.type("br");
            shots.take("people");
            desk.press(KeyCode.ESCAPE);
            desk.press(KeyCode.CONTROL, KeyCode.COMMA);
            await().atMost(Desk.SOON).until(() -> desk.shows("sheet-title"));
            shots.take("settings");
            desk.press(KeyCode.ESCAPE);
            desk.press(KeyCode.F1);
            desk.untilSeen("Ctrl+K");
            shots.take("keys");
            desk.press(KeyCode.ESCAPE);
            desk.choose("menu", "web-leave");
            shots.take("leave");
            desk.press(KeyCode.ESCAPE);
            desk.say("/cipher caesar 7");
            desk.say("Takohemi te ura");
            desk.untilSeen("Enciphered with");
            shots.take("cipher");
            desk.press(KeyCode.ESCAPE);
            desk.press(KeyCode.ALT, KeyCode.DOWN);
            desk.untilLabel("title", "Bruno");
            desk.write("write", "Yes, let us meet at noon");
            shots.take("private");
            zed.say("/quit");
            desk.press(KeyCode.ALT, KeyCode.DOWN);
            desk.untilLabel("gone", "Zed");
            shots.take("gone");
            desk.press(KeyCode.ALT, KeyCode.UP);
            desk.press(KeyCode.ALT, KeyCode.UP);
            server.kill();
            desk.untilLabel("banner", "Offline");
            desk.say("said while nobody hears it");
            desk.untilSeen("said while nobody hears it");
            shots.take("offline");
        }
    }

    /** Pictures with names. */
    private record Shots(Desk desk, String suffix) {
        void take(String state) throws IOException {
            desk.picture(Path.of("target", "screens", "window", state + "-" + suffix + ".png"));
        }
    }
}
