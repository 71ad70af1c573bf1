package tertulia.model.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tertulia.model.Command;
import tertulia.model.RoomId;

final class NumbersTest {
    private static CommandJson.Read read(String json) {
        return CommandJson.read(json.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void wholeNumbersStayWhole() {
        assertThat(read("{\"type\":\"history\",\"room\":\"lobby\",\"after\":9007199254740993,\"limit\":7}"))
                .isEqualTo(new CommandJson.Read.Asked(
                        "",
                        new Command.History(
                                RoomId.LOBBY, OptionalLong.empty(), OptionalLong.of(9_007_199_254_740_993L), 7)));
        assertThat(read("{\"type\":\"hello\",\"version\":1,\"name\":\"Ann\"}"))
                .isEqualTo(new CommandJson.Read.Asked(
                        "",
                        new Command.Hello(
                                1, Optional.of("Ann"), Optional.empty(), Optional.empty(), Optional.empty(), true)));
    }

    @Test
    void aNumberThatIsNotWholeOrTooLargeIsRefused() {
        for (String number : new String[] {
            "1.5",
            "-1",
            "99999999999999999999",
            "9223372036854775808",
            "1e999",
            "1e-1",
            "1e2147483648",
            "1e" + "9".repeat(500)
        }) {
            assertThat(read("{\"type\":\"enter\",\"room\":\"lobby\",\"after\":" + number + "}"))
                    .as(number)
                    .isInstanceOf(CommandJson.Read.Bad.class);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"10", "10.0", "1e1", "1E+1", "100e-1", "10.000000000000000000000000000000"})
    void aWholeNumberIsWholeHoweverItIsWritten(String number) {
        assertThat(read("{\"type\":\"enter\",\"room\":\"lobby\",\"after\":" + number + "}"))
                .isEqualTo(new CommandJson.Read.Asked("", new Command.Enter(RoomId.LOBBY, 10)));
    }
}
