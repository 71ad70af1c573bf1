package tertulia.desktop.talk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import tertulia.client.Vectors;
import tertulia.model.UserId;

/** The files in {@code protocol/vectors} say what the clients in both languages draw. */
final class VectorsTest {
    @Test
    void peopleHaveTheColoursThatTheVectorsSay() throws IOException {
        for (var one : Vectors.cases("colour.json")) {
            assertThat(Hue.of(UserId.of(one.text("user")))).isEqualTo((int) one.number("colour"));
        }
    }

    @Test
    void messagesAreTakenApartAsTheVectorsSay() throws IOException {
        for (var one : Vectors.cases("markup.json")) {
            var pieces = Markup.pieces(one.text("text")).stream()
                    .<Object>map(piece -> List.of(piece.kind().name().toLowerCase(Locale.ROOT), piece.text()))
                    .toList();
            assertThat(pieces).as(one.text("name")).isEqualTo(one.list("pieces"));
            assertThat(Markup.isOnlyEmoji(one.text("text")))
                    .as(one.text("name"))
                    .isEqualTo(one.has("emoji") && one.flag("emoji"));
        }
    }
}
