package tertulia.model.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.Arrays;
import tertulia.model.Notice;

/** What strangers may send as JSON. {@code JAZZER_FUZZ=1 ./build -pl model -Dtest=JsonFuzzTest#METHOD} looks for more. */
final class JsonFuzzTest {

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
