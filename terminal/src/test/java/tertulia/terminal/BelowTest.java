package tertulia.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jline.utils.AttributedString;
import org.junit.jupiter.api.Test;
import tertulia.client.Address;
import tertulia.client.Caesar;
import tertulia.client.FakeServer;
import tertulia.client.Gone;
import tertulia.client.Happening;
import tertulia.client.State;
import tertulia.model.MessageId;
import tertulia.model.Notice;

final class BelowTest {
    private static final Instant NOW = Instant.EPOCH;
    private static final State LOST = new State.Waiting(NOW.plusMillis(2500), new Gone.Cut());
    private static final State ONLINE = new State.Online(new Notice.Server("School", "1"), FakeServer.somebody("Ann"));

    private final Below below = new Below(new Address("chat.example", 5555), "ann", new Palette(true));

    private String status(int width) {
        return below.status(width, NOW).toString();
    }

    private List<String> waiting(int width) {
        return below.waiting(width).stream().map(AttributedString::toString).toList();
    }

    @Test
    void theStatusSaysWhereAndWhoAndHowItStands() {
        assertThat(status(80).strip()).isEqualTo("chat.example:5555 · ann · connecting");
        below.stands(ONLINE);
        below.online(3);
        assertThat(status(80).strip()).isEqualTo("School chat.example:5555 · Ann · 3 online · connected");
        below.stands(LOST);
        assertThat(status(80).strip()).isEqualTo("School chat.example:5555 · Ann · reconnecting in 3 s");
        assertThat(status(80)).hasSize(80);
        assertThat(status(9)).isEqualTo(" School c");
    }

    @Test
    void theStatusIsJustAsWideAsItShouldBeInAnyScript() {
        for (String name : List.of("聊天室", "Беседа", "غرفة الدردشة", "가나다", "e\u0301e\u0301e\u0301", "नमस्ते")) {
            below.stands(new State.Online(new Notice.Server(name, "1"), FakeServer.somebody("王大明")));
            for (int width = 1; width < 90; width++)
                assertThat(below.status(width, NOW).columnLength())
                        .as(name + width)
                        .isEqualTo(width);
        }
        below.stands(LOST);
        below.outgoing(new MessageId(1, 1), "王伟明*测试测试测试测试测试测试测试");
        for (int width = 1; width < 30; width++)
            assertThat(below.waiting(width).getFirst().columnLength()).isLessThanOrEqualTo(width);
    }

    @Test
    void theStatusBeginsWithWhatIsEnciphered() {
        below.stands(ONLINE);
        below.sealed(List.of(sealing("ALL", 7)));
        assertThat(status(80)).startsWith(" [everyone: Caesar cipher 7] School chat.example:5555");
        below.sealed(List.of(sealing("Bob", 1), sealing("ALL", 7)));
        assertThat(status(80)).startsWith(" [Bob: Caesar cipher 1, …] School");
        below.sealed(List.of());
        assertThat(status(80)).startsWith(" School");
    }

    private static Happening.Sealing sealing(String to, int key) {
        return new Happening.Sealing(to, Optional.empty(), Optional.of(new Caesar(key)));
    }

    @Test
    void whatIsUnderWayIsShownOnlyWhileThereIsNoConnection() {
        below.stands(ONLINE);
        below.outgoing(new MessageId(1, 1), "one\ntwo");
        assertThat(waiting(80)).isEmpty();
        below.stands(LOST);
        assertThat(waiting(80)).containsExactly("waiting: one");
        for (int n = 2; n <= 5; n++) below.outgoing(new MessageId(1, n), "text " + n);
        assertThat(waiting(14)).containsExactly("waiting: 2 bef", "waiting: text ", "waiting: text ", "waiting: text ");
        for (int n = 1; n <= 5; n++) below.done(new MessageId(1, n));
        assertThat(waiting(80)).isEmpty();
    }
}
