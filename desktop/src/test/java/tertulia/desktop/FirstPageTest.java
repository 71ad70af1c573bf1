package tertulia.desktop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tertulia.client.Address;
import tertulia.client.FakeServer;
import tertulia.discovery.Found;

/** The page where one says who one is and where the server is. */
final class FirstPageTest {
    @TempDir
    Path folder;

    private static String text(Desk desk, String field) {
        return desk.node(field, TextField.class).getText();
    }

    @Test
    void serversOfTheNetworkComeAndGoAndOneIsChosenByTheKeyboard() throws Exception {
        var listener = new AtomicReference<Consumer<List<Found>>>(now -> {});
        var listening = new AtomicInteger();
        try (var server = new FakeServer(1);
                var desk = new Desk(folder, Optional.empty(), told -> {
                    listener.set(told);
                    listening.incrementAndGet();
                    return listening::decrementAndGet;
                })) {
            await().atMost(Desk.SOON).until(() -> listening.get() == 1);
            assertThat(desk.seen()).doesNotContain("On this network");
            var here = new Found("Room 12", "127.0.0.1", server.address().port(), false);
            var there = new Found("The club", "10.0.0.7", 5555, true);
            listener.get().accept(List.of(here, there));
            desk.untilSeen("On this network");
            desk.untilSeen("Room 12 · 127.0.0.1:" + here.port());
            desk.untilSeen("The club · tls://10.0.0.7:5555");
            desk.picture(Path.of("target", "pictures", "desktop-first-found.png"));
            Desk.fx(() -> {
                desk.node("found-servers", ListView.class).requestFocus();
                return here;
            });
            desk.press(KeyCode.HOME);
            desk.press(KeyCode.DOWN);
            desk.press(KeyCode.ENTER);
            assertThat(text(desk, "server")).isEqualTo("10.0.0.7");
            assertThat(text(desk, "port")).isEqualTo("5555");
            assertThat(desk.node("tls", CheckBox.class).isSelected()).isTrue();
            listener.get().accept(List.of(here));
            await().atMost(Desk.SOON).until(() -> desk.seen().stream().noneMatch(words -> words.contains("The club")));
            Desk.fx(() -> {
                desk.node("found-servers", ListView.class).requestFocus();
                return here;
            });
            desk.press(KeyCode.HOME);
            desk.press(KeyCode.ENTER);
            assertThat(desk.focus()).isEqualTo("name");
            assertThat(desk.node("tls", CheckBox.class).isSelected()).isFalse();
            listener.get().accept(List.of());
            await().atMost(Desk.SOON).until(() -> !desk.seen().contains("On this network"));
            assertThat(text(desk, "port")).isEqualTo(String.valueOf(here.port()));
            desk.join("Ana");
            await().atMost(Desk.SOON).until(() -> listening.get() == 0);
            desk.click("leave");
            await().atMost(Desk.SOON).until(() -> listening.get() == 1);
        }
        await().atMost(Desk.SOON).until(() -> listening.get() == 0);
    }

    @Test
    void aNetworkThatDoesNotAnswerOrIsNotThereHoldsNothingUp() throws Exception {
        var never = new CountDownLatch(1);
        try (var server = new FakeServer(2);
                var desk = new Desk(folder, Optional.of(server.address()), told -> {
                    try {
                        never.await();
                    } catch (InterruptedException e) {
                        throw new AssertionError(e);
                    }
                    throw new IllegalStateException("no network");
                })) {
            desk.join("Ana");
            desk.say("hello");
            desk.until("hello");
        } finally {
            never.countDown();
        }
    }

    @Test
    void aHostThatThereIsNotIsSaidInWordsAndTheNextTryWorks() throws Exception {
        try (var server = new FakeServer(3);
                var desk = new Desk(folder, Optional.empty())) {
            assertThat(text(desk, "port")).isEqualTo("5555");
            desk.write("server", "two words");
            desk.write("name", "Béatrice");
            await().atMost(Desk.SOON).until(() -> desk.shows("connect"));
            desk.press(KeyCode.ENTER);
            desk.untilLabel("trouble", "without spaces");
            desk.write("server", "no-such-host.invalid");
            desk.write("name", "Béatrice");
            desk.untilLabel("judgement", "could not be asked");
            desk.press(KeyCode.ENTER);
            desk.untilLabel("trouble", "nothing is known by that name");
            assertThat(text(desk, "name")).isEqualTo("Béatrice");
            assertThat(text(desk, "server")).isEqualTo("no-such-host.invalid");
            desk.write("server", "127.0.0.1");
            desk.write("port", String.valueOf(server.address().port()));
            desk.press(KeyCode.TAB);
            desk.untilLabel("judgement", "yours");
            desk.click("connect");
            desk.untilLabel("myself", "Béatrice");
        }
    }

    @Test
    void aNameThatIsTakenMeanwhileIsSaidAndAllThatWasTypedIsKept() throws Exception {
        try (var server = new FakeServer(4);
                var desk = new Desk(folder, server.address())) {
            desk.write("name", "Ana");
            desk.untilLabel("judgement", "yours");
            server.take("Ana");
            desk.press(KeyCode.ENTER);
            desk.untilLabel("judgement", "Ana is taken");
            assertThat(desk.shows("connect")).isFalse();
            assertThat(text(desk, "name")).isEqualTo("Ana");
            assertThat(text(desk, "port"))
                    .isEqualTo(String.valueOf(server.address().port()));
            desk.join("Ana2");
            desk.untilLabel("myself", "Ana2");
        }
    }

    @Test
    void theNameAndTheServerOfTheLastTimeAreOffered() throws Exception {
        try (var server = new FakeServer(5)) {
            try (var desk = new Desk(folder, server.address())) {
                desk.join("Ana");
                desk.click("leave");
                await().atMost(Desk.SOON).until(() -> desk.shows("connect"));
            }
            try (var desk = new Desk(folder, Optional.empty())) {
                assertThat(text(desk, "name")).isEqualTo("Ana");
                assertThat(new Address(text(desk, "server"), Integer.parseInt(text(desk, "port"))))
                        .isEqualTo(server.address());
                desk.untilLabel("judgement", "yours");
                desk.press(KeyCode.ENTER);
                desk.untilLabel("myself", "Ana");
            }
        }
    }
}
