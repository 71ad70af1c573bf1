package tertulia.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import tertulia.model.Command;
import tertulia.model.Draft;
import tertulia.model.Entry;
import tertulia.model.MessageId;
import tertulia.model.RoomId;
import tertulia.model.Talk;
import tertulia.model.Text;

final class SealersTest {
    private static final Optional<Sealer> SEVEN = Optional.of(new Caesar(7));

    @Test
    void thereAreKeysFromOneToTwentyFive() {
        for (int key : new int[] {0, 26, -1}) {
            assertThatIllegalArgumentException().isThrownBy(() -> new Caesar(key));
        }
        for (int key = 1; key <= Caesar.KEYS; key++) {
            String all = "abcdefghijklmnopqrstuvwxyz";
            assertThat(new Caesar(key).seal(all).text())
                    .isEqualTo(all.substring(key) + all.substring(0, key))
                    .isNotEqualTo(all);
        }
    }

    @Test
    void whatIsNotSealedOrSealedInAnotherWayIsNotOpened() {
        assertThat(new Caesar(7).open(Text.of("hello"))).isEmpty();
        assertThat(new Caesar(7).open(new Text("hello", Optional.of("vigenere"))))
                .isEmpty();
    }

    @Test
    void eachConversationHasItsOwn() {
        var sealers = new Sealers();
        var bob = FakeServer.somebody("Bob");
        assertThat(sealers.set("bob", Optional.of(bob), SEVEN))
                .contains(new Happening.Sealing("Bob", Optional.of(bob.id()), SEVEN));
        var sealed = new Text("hij", Optional.of("caesar"));
        assertThat(sealers.seal(new Command.Target.To(bob.id()), "abc")).isEqualTo(sealed);
        assertThat(sealers.seal(new Command.Target.Named("bob"), "abc")).isEqualTo(sealed);
        assertThat(sealers.seal(new Command.Target.In(RoomId.LOBBY), "abc")).isEqualTo(Text.of("abc"));
        assertThat(sealers.seal(new Command.Target.Named("Eve"), "abc")).isEqualTo(Text.of("abc"));
        var entry =
                new Entry(RoomId.LOBBY, 1, Instant.EPOCH, new Draft(bob, new MessageId(1, 1), new Talk.Said(sealed)));
        assertThat(sealers.open(Optional.of(bob), entry)).contains("abc");
        assertThat(sealers.open(Optional.empty(), entry)).isEmpty();
        assertThat(sealers.set("BOB", Optional.empty(), Optional.empty())).isPresent();
        assertThat(sealers.set("Bob", Optional.empty(), SEVEN)).isEmpty();
        assertThat(sealers.all()).isEmpty();
    }

    @Test
    void whatIsKeptIsReadAgainAndWhatIsNoKeyIsLeftOut() throws IOException {
        var sealers = new Sealers();
        sealers.set("all", Optional.empty(), SEVEN);
        sealers.set("x", Optional.of(FakeServer.somebody("Зоя")), Optional.of(new Caesar(25)));
        assertThat(sealers.all()).hasSize(2);
        assertThat(Sealers.parse(sealers.write()).all()).containsExactlyInAnyOrderElementsOf(sealers.all());
        var bob = FakeServer.somebody("Bob").id();
        String broken =
                "lobby = caesar 26 ALL\na = caesar 4 Eve\n%1$.31s0 = caesar\n%1$.31s1 = caesar x ALL\n%1$.31s2 = rot 13 ALL\n%1$s = caesar 3 Bob\n"
                        .formatted(bob);
        assertThat(Sealers.parse(broken).all())
                .containsExactly(new Happening.Sealing("Bob", Optional.of(bob), Optional.of(new Caesar(3))));
        assertThat(Sealers.parse("a = \\u00").all()).isEmpty();
    }
}
