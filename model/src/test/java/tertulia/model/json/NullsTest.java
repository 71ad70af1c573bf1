package tertulia.model.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import tertulia.model.Command;

final class NullsTest {
    private static CommandJson.Read read(String json) {
        return CommandJson.read(json.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void aFieldThatIsNullCountsAsMissing() {
        assertThat(read("{\"type\":\"hello\",\"name\":\"Ann\",\"token\":null,\"cursors\":null,\"ref\":null}"))
                .isEqualTo(new CommandJson.Read.Asked(
                        "",
                        new Command.Hello(
                                1, Optional.of("Ann"), Optional.empty(), Optional.empty(), Optional.empty(), true)));
        assertThat(read("{\"type\":null}")).isInstanceOf(CommandJson.Read.Bad.class);
    }

    @Test
    void nullsInWhatNobodyKnowsAreIgnored() {
        assertThat(read("{\"type\":\"ping\",\"new\":[null,{\"a\":null}]}"))
                .isEqualTo(new CommandJson.Read.Asked("", new Command.Ping()));
    }

    @Test
    void aFieldThatStandsTwiceIsRefusedEvenIfItIsNull() {
        assertThat(read("{\"type\":\"ping\",\"ref\":null,\"ref\":\"a\"}")).isInstanceOf(CommandJson.Read.Bad.class);
    }
}
