package tertulia.model.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import tertulia.model.Command;
import tertulia.model.MessageId;
import tertulia.model.Notice;
import tertulia.model.RoomId;
import tertulia.model.Text;
import tertulia.model.UserId;

/** What strangers may send as JSON. {@code JAZZER_FUZZ=1 ./build -pl model -Dtest=JsonFuzzTest#METHOD} looks for more. */
final class JsonFuzzTest {
    private static final MessageId ID = new MessageId(1, 2);
    private static final List<Command> COMMANDS = List.of(
            new Command.Hello(
                    1,
                    Optional.of("Ana"),
                    Optional.of("token"),
                    Optional.empty(),
                    Optional.of(Map.of(RoomId.LOBBY, 7L)),
                    false),
            new Command.Check("Ana", Optional.empty()),
            new Command.Typing(RoomId.LOBBY),
            new Command.Say(new Command.Target.Named("Rafid"), Optional.of(ID), Text.of("hello")),
            new Command.Say(new Command.Target.To(new UserId(3, 4)), Optional.of(ID), Text.of("hello")),
            new Command.Enter(RoomId.LOBBY, 3),
            new Command.Exit(RoomId.LOBBY),
            new Command.History(RoomId.LOBBY, OptionalLong.of(9), OptionalLong.empty(), 50),
            new Command.Rooms(),
            new Command.Who(),
            new Command.Hand(),
            new Command.Ping(),
            new Command.Pong(),
            new Command.Quit(true));

    /** Pieces of texts as they stand in JSON. */
    private static final List<String> PIECES =
            List.of("a", "\u00e9", "\\u0000", "\\\"", "\\\\", "\\ud83d", "\\ud83d\\ude00", "/", " ");

    @FuzzTest
    void aCommandIsReadOrRefusedNeverMore(FuzzedDataProvider data) {
        byte[] bytes = data.consumeRemainingAsBytes();
        switch (CommandJson.read(bytes)) {
            case CommandJson.Read.Bad bad -> assertThat(bad.refusal().code()).isNotNull();
            case CommandJson.Read.Asked asked -> {
                byte[] written = CommandJson.write(asked.ref(), asked.command());
                assertThat(CommandJson.read(written)).isEqualTo(asked);
            }
        }
    }

    /** However long, deep or double it is. */
    @FuzzTest
    void whatIsInOtherFieldsIsNoMatter(FuzzedDataProvider data) {
        var command = data.pickValue(COMMANDS);
        String written = new String(CommandJson.write("ref", command), StandardCharsets.UTF_8);
        var json = new StringBuilder();
        String name = "x" + text(data, 60_000);
        for (int times = data.consumeInt(1, 3); times > 0; times--) {
            json.append('"').append(name).append("\":");
            value(data, json, 4);
            json.append(',');
        }
        String more = "{" + json + written.substring(1);
        assertThat(CommandJson.read(more.getBytes(StandardCharsets.UTF_8)))
                .isEqualTo(new CommandJson.Read.Asked("ref", command));
    }

    private static void value(FuzzedDataProvider data, StringBuilder json, int depth) {
        switch (data.consumeInt(0, depth == 0 ? 2 : 4)) {
            case 0 -> json.append(data.pickValue(List.of("null", "true", "false", "-0", "1e999999", "-1.5E-7")));
            case 1 -> json.append("-1").append("7".repeat(data.consumeInt(0, 3000)));
            case 2 -> json.append('"').append(text(data, 3000)).append('"');
            case 3 -> {
                json.append('[');
                value(data, json, depth - 1);
                json.append(", ");
                value(data, json, depth - 1);
                json.append(']');
            }
            default -> {
                json.append("{\"twice\":");
                value(data, json, depth - 1);
                json.append(",\"twice\":");
                value(data, json, depth - 1);
                json.append(",\"").append(text(data, 60_000)).append("\":");
                value(data, json, depth - 1);
                json.append('}');
            }
        }
    }

    /** As it stands in JSON. */
    private static String text(FuzzedDataProvider data, int most) {
        return data.pickValue(PIECES).repeat(data.consumeInt(0, most));
    }

    @FuzzTest
    void aNoticeIsReadOrMalformed(FuzzedDataProvider data) {
        Notice notice;
        try {
            notice = NoticeJson.read(data.consumeRemainingAsBytes());
        } catch (Malformed e) {
            return;
        }
        byte[] written = NoticeJson.write(notice);
        assertThat(Arrays.equals(NoticeJson.write(NoticeJson.read(written)), written))
                .isTrue();
    }

    @FuzzTest
    void anEventIsReadOrMalformed(FuzzedDataProvider data) {
        try {
            var event = EventJson.read(data.consumeRemainingAsBytes());
            assertThat(EventJson.read(EventJson.write(event))).isEqualTo(event);
        } catch (Malformed e) {
            assertThat(e.refusal()).isNotNull();
        }
    }
}
