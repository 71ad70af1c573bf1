package tertulia.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import tertulia.client.Caesar;
import tertulia.client.Sealer;
import tertulia.model.Limits;
import tertulia.model.Line;

final class OrderTest {
    private static Order order(String line) {
        return Order.of((Line.Slash) Line.of(line, Limits.usual(), name -> false));
    }

    @Test
    void commandsAreUnderstood() {
        assertThat(order("/msg Bob  hi  there")).isEqualTo(new Order.Msg("Bob", "hi  there"));
        assertThat(order("/who")).isEqualTo(new Order.Who());
        assertThat(order("/HISTORY")).isEqualTo(new Order.History(20));
        assertThat(order("/history 7")).isEqualTo(new Order.History(7));
        assertThat(order("/quit")).isEqualTo(new Order.Quit());
        assertThat(order("/help")).isEqualTo(new Order.Help());
        assertThat(order("/name Anna")).isEqualTo(new Order.Name("Anna"));
    }

    @Test
    void ciphersAreForEveryoneUnlessSomebodyIsNamed() {
        var seven = Optional.<Sealer>of(new Caesar(7));
        var next = Optional.<Sealer>of(new Caesar(1));
        assertThat(order("/cipher")).isEqualTo(new Order.Ciphers());
        assertThat(order("/cipher caesar  7")).isEqualTo(new Order.Cipher("ALL", seven));
        assertThat(order("/cipher NEXT")).isEqualTo(new Order.Cipher("ALL", next));
        assertThat(order("/cipher off")).isEqualTo(new Order.Cipher("ALL", Optional.empty()));
        assertThat(order("/cipher Rafid Caesar 7")).isEqualTo(new Order.Cipher("Rafid", seven));
        assertThat(order("/cipher caesar next")).isEqualTo(new Order.Cipher("caesar", next));
        assertThat(order("/cipher ALL off")).isEqualTo(new Order.Cipher("ALL", Optional.empty()));
    }

    @Test
    void whatIsNoCommandIsRefusedInWords() {
        for (String line : new String[] {
            "/",
            "/nope",
            "/msg",
            "/msg Bob",
            "/history x",
            "/history 0",
            "/history -1",
            "/cipher caesar",
            "/cipher caesar 0",
            "/cipher caesar 26",
            "/cipher caesar x",
            "/cipher rot 13",
            "/cipher Rafid"
        }) {
            assertThat(order(line))
                    .as(line)
                    .isInstanceOfSatisfying(
                            Order.Wrong.class,
                            wrong -> assertThat(wrong.words()).startsWith("! "));
        }
    }
}
