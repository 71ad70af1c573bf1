package tertulia.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import tertulia.client.Address;
import tertulia.discovery.Found;

final class ChoiceTest {
    private static final Found FIRST = new Found("Room 12", "192.0.2.7", 5555, true);
    private static final Found SECOND = new Found("Club", "2001:db8::7", 5556, false);

    private final ByteArrayOutputStream said = new ByteArrayOutputStream();
    private final PrintStream err = new PrintStream(said, true, StandardCharsets.UTF_8);

    private String said() {
        return said.toString(StandardCharsets.UTF_8);
    }

    @Test
    void aPipeTakesTheOnlyServerThereIs() {
        assertThat(new Choice(List.of(FIRST)).only(err)).contains(new Address("192.0.2.7", 5555, true));
        assertThat(said()).contains("Room 12", "tls://192.0.2.7:5555");
    }

    @Test
    void aPipeTakesNoneOfSeveralAndSaysWhichThereAre() {
        assertThat(new Choice(List.of(FIRST, SECOND)).only(err)).isEmpty();
        assertThat(said()).contains("tls://192.0.2.7:5555", "Room 12", "[2001:db8::7]:5556", "Club");
    }

    @Test
    void whereThereIsNoneAnAddressIsAskedFor() {
        assertThat(new Choice(List.of()).only(err)).isEmpty();
        assertThat(said()).contains("tertulia chat HOST");
    }

    @Test
    void aPersonTakesTheFirstByEnterAndAnyByItsNumber() {
        var choice = new Choice(List.of(FIRST, SECOND));
        assertThat(choice.numbered("")).map(Address::host).contains("192.0.2.7");
        assertThat(choice.numbered("1")).map(Address::host).contains("192.0.2.7");
        assertThat(choice.numbered("2")).contains(new Address("2001:db8::7", 5556, false));
        for (var wrong : List.of("0", "3", "-1", "99999999999", "x", "١")) {
            assertThat(choice.numbered(wrong)).as(wrong).isEqualTo(Optional.empty());
        }
    }
}
