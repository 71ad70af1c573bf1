package tertulia.server.front.plain;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.time.Instant;
import tertulia.model.Author;
import tertulia.model.Draft;
import tertulia.model.Entry;
import tertulia.model.Handle;
import tertulia.model.MessageId;
import tertulia.model.RoomId;
import tertulia.model.Talk;
import tertulia.model.Text;
import tertulia.model.UserId;
import tertulia.model.Words;

/** Whatever somebody says, every line of it begins with that person's name. */
final class LinesFuzzTest {

    @FuzzTest
    void nothingSaidCanPassForAnotherLine(FuzzedDataProvider data) {
        String text = data.consumeRemainingAsString();
        var eva = new Author(new UserId(1, 2), new Handle("Eva"));
        var draft = new Draft(eva, new MessageId(3, 4), new Talk.Said(Text.of(text)));
        String shown = new Lines(Words.english()).entry(new Entry(RoomId.LOBBY, 1, Instant.EPOCH, draft));
        assertThat(shown).endsWith("\n");
        for (String line : shown.substring(0, shown.length() - 1).split("\n", -1)) {
            assertThat(line).startsWith("Eva: ");
            assertThat(line.codePoints().filter(Character::isISOControl).count())
                    .isZero();
        }
    }
}
