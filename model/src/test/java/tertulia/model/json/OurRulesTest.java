package tertulia.model.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;
import tertulia.model.Command;
import tertulia.model.Refusal;

/** What a JSON object may be is said by PROTOCOL.md, not by the library that reads it. */
final class OurRulesTest {
    static final String[] IGNORED = {
        "\"x\":1,\"x\":2",
        "\"x\":{\"y\":1,\"y\":[{\"z\":1,\"z\":2}]}",
        "\"" + "a".repeat(201) + "\":1",
        "\"" + "a".repeat(60_000) + "\":1",
        "\"x\":" + "1".repeat(1001),
        "\"x\":" + "1".repeat(60_000),
        "\"x\":-1." + "1".repeat(2000) + "e" + "9".repeat(2000),
        "\"\\ud83d\":1",
        "\"x\":\"\\udc00\"",
        "\"\":null",
        "\"id \":\"no id\""
    };

    private static CommandJson.Read read(String json) {
        return CommandJson.read(json.getBytes(StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @FieldSource("IGNORED")
    void whatIsInFieldsThatAreLeftOutIsNoMatter(String field) {
        var ping = new CommandJson.Read.Asked("r", new Command.Ping());
        assertThat(read("{\"type\":\"ping\",\"ref\":\"r\"," + field + "}")).isEqualTo(ping);
        assertThat(read("{" + field + ",\"type\":\"ping\",\"ref\":\"r\"}")).isEqualTo(ping);
    }

    @Test
    void aFieldThatIsReadMayNotBeThereTwice() {
        assertThat(read("{\"type\":\"ping\",\"ref\":\"r\",\"type\":\"who\"}"))
                .isEqualTo(new CommandJson.Read.Bad(
                        "r", Optional.empty(), Refusal.of(Refusal.Code.MALFORMED, "the field type is there twice")));
    }

    @Test
    void aRefIsCountedInCharacters() {
        assertThat(read("{\"type\":\"ping\",\"ref\":\"" + "😀".repeat(64) + "\"}"))
                .isEqualTo(new CommandJson.Read.Asked("😀".repeat(64), new Command.Ping()));
        assertThat(read("{\"type\":\"ping\",\"ref\":\"" + "😀".repeat(65) + "\"}"))
                .isInstanceOf(CommandJson.Read.Bad.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0190A1B2-C3D4-7E5F-8A6B-7C8D9E0F1A2B",
                "0190a1b2c3d47e5f8a6b7c8d9e0f1a2b",
                "{0190a1b2-c3d4-7e5f-8a6b-7c8d9e0f1a}",
                "190a1b2-0c3d4-7e5f-8a6b-7c8d9e0f1a2b"
            })
    void anIdHasOneForm(String id) {
        assertThat(read("{\"type\":\"say\",\"to\":\"ALL\",\"text\":\"x\",\"id\":\"" + id + "\"}"))
                .isInstanceOfSatisfying(
                        CommandJson.Read.Bad.class,
                        bad -> assertThat(bad.refusal().code()).isEqualTo(Refusal.Code.MALFORMED));
    }

    @ParameterizedTest
    @ValueSource(strings = {"c0af", "c080", "f08080af", "eda080", "f4908080", "c3", "80", "fe"})
    void whatIsNotUtf8IsNoTextAndNotChangedToOne(String bytes) {
        var json = new ByteArrayOutputStream();
        json.writeBytes("{\"type\":\"say\",\"to\":\"ALL\",\"text\":\"x".getBytes(StandardCharsets.UTF_8));
        json.writeBytes(HexFormat.of().parseHex(bytes));
        json.writeBytes("\"}".getBytes(StandardCharsets.UTF_8));
        assertThat(CommandJson.read(json.toByteArray()))
                .isEqualTo(new CommandJson.Read.Bad("", Optional.empty(), Refusal.of(Refusal.Code.NOT_UTF8)));
        assertThat(read("{\"type\":\"check\",\"name\":\"\ufffd\"}")).isInstanceOf(CommandJson.Read.Asked.class);
    }
}
