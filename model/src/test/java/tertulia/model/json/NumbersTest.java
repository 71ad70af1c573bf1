package tertulia.model.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** Whole numbers are read as such, to the last digit. */
class NumbersTest {
    @Test
    void aWholeNumberStaysWhole() {
        var fields = Json.read("{\"small\":1,\"large\":9007199254740993}".getBytes(StandardCharsets.UTF_8));
        assertThat(fields.number("small")).isEqualTo(1);
        assertThat(fields.number("large")).isEqualTo(9007199254740993L);
    }

    @Test
    void aNumberThatIsNotWholeOrDoesNotFitIsRefusedWhereAWholeOneIsExpected() {
        var fields = Json.read("{\"half\":0.5,\"huge\":99999999999999999999}".getBytes(StandardCharsets.UTF_8));
        assertThatThrownBy(() -> fields.number("half")).isInstanceOf(Malformed.class);
        assertThatThrownBy(() -> fields.number("huge")).isInstanceOf(Malformed.class);
    }
}
