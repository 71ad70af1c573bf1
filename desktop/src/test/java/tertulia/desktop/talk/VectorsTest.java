package tertulia.desktop.talk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import tertulia.client.Hue;
import tertulia.client.Vectors;
import tertulia.model.Author;
import tertulia.model.Handle;
import tertulia.model.Limits;
import tertulia.model.Refusal;
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

    @Test
    void marksOfAllScriptsBehindAnAddressAreNotOfIt() throws IOException {
        var marks = Vectors.cases("marks.json");
        for (var pair : marks.get(0).list("pairs")) {
            char open = pair.toString().charAt(0);
            char close = pair.toString().charAt(1);
            assertThat(link(open + "https://example.org/a" + close)).isEqualTo("https://example.org/a");
            String inside = "https://example.org/a" + open + "b" + close;
            assertThat(link(inside)).isEqualTo(inside);
        }
        for (var ending : marks.get(1).list("endings")) {
            assertThat(link("https://example.org/a" + ending)).isEqualTo("https://example.org/a");
        }
    }

    private static String link(String text) {
        return Markup.pieces(text).stream()
                .filter(piece -> piece.kind() == Markup.Kind.LINK)
                .findFirst()
                .orElseThrow()
                .text();
    }

    @Test
    void eachCharacterBehindAnAddressIsLookedAtTwiceAtMost() {
        for (String part : List.of(")", ")]}", "(", "()", ".)", "」")) {
            var looked = new Looked("https://a.b/" + part.repeat(8192 / part.length()));
            Link.end(looked);
            assertThat(looked.looks).isLessThanOrEqualTo(2 * looked.length());
        }
    }

    /** A text that counts how often somebody looks at a character. */
    private static final class Looked implements CharSequence {
        private final String text;
        private int looks;

        Looked(String text) {
            this.text = text;
        }

        @Override
        public int length() {
            return text.length();
        }

        @Override
        public char charAt(int index) {
            looks++;
            return text.charAt(index);
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return text.subSequence(start, end);
        }

        @Override
        public String toString() {
            return text;
        }
    }

    @Test
    void whatIsTypedGoesWhereTheVectorsSay() throws IOException {
        var ana = author(1, "Ana");
        var known = List.of(ana, author(2, "Ashik"), author(3, "Işık"));
        for (var one : Vectors.cases("meant.json")) {
            var expected = switch (one.text("is")) {
                case "here" -> new Meant.Here(one.text("text"));
                case "all" -> new Meant.All(one.text("text"));
                case "cipher" -> new Meant.Cipher(one.text("text"));
                case "person" ->
                    new Meant.Person(
                            known.stream()
                                    .filter(user -> user.handle().text().equals(one.text("user")))
                                    .findFirst()
                                    .orElseThrow(),
                            one.text("text"));
                case "refused" ->
                    new Meant.Refused(new Refusal(Refusal.Code.of(one.text("code")), one.texts("details")));
                default -> throw new AssertionError(one);
            };
            assertThat(Meant.of(one.text("typed"), Optional.of(ana), known, Limits.usual()))
                    .as(one.text("typed"))
                    .isEqualTo(expected);
        }
    }

    private static Author author(long id, String name) {
        return new Author(new UserId(0, id), new Handle(name));
    }
}
