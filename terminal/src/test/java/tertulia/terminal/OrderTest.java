package tertulia.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import tertulia.model.Limits;
import tertulia.model.Line;

final class OrderTest {
    private static Order order(String line) {
        return Order.of((Line.Slash) Line.of(line, Limits.usual()));
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
    void whatIsNoCommandIsRefusedInWords() {
        for (String line : new String[] {"/", "/nope", "/msg", "/msg Bob", "/history x", "/history 0", "/history -1"}) {
            assertThat(order(line))
                    .as(line)
                    .isInstanceOfSatisfying(
                            Order.Wrong.class,
                            wrong -> assertThat(wrong.words()).startsWith("! "));
        }
    }
}
