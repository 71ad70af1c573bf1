package tertulia.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import tertulia.model.Line.Slash;
import tertulia.model.Line.ToLobby;
import tertulia.model.Line.ToName;

final class LineTest {
    private static Line read(String line) {
        return Line.of(line, Limits.usual());
    }

    @Test
    void whatHasNoStarGoesToTheLobby() {
        assertThat(read("Hello all")).isEqualTo(new ToLobby("Hello all"));
        assertThat(read("")).isEqualTo(new ToLobby(""));
        assertThat(read("  indented")).isEqualTo(new ToLobby("  indented"));
    }

    @Test
    void whatStandsBeforeTheFirstStarIsTheReceiver() {
        assertThat(read("Rafid*Hello, How are you?")).isEqualTo(new ToName("Rafid", "Hello, How are you?"));
        assertThat(read(" Rafid*two * three")).isEqualTo(new ToName("Rafid", "two * three"));
        assertThat(read("Борис*привет")).isEqualTo(new ToName("Борис", "привет"));
        assertThat(read("Rafid*")).isEqualTo(new ToName("Rafid", ""));
    }

    @Test
    void allInAnyLetterCaseIsTheLobby() {
        assertThat(read("ALL*hey")).isEqualTo(new ToLobby("hey"));
        assertThat(read("aLl*/who*")).isEqualTo(new ToLobby("/who*"));
    }

    @Test
    void whatCannotBeANameIsNoReceiver() {
        assertThat(read("two words*x")).isEqualTo(new ToLobby("two words*x"));
        assertThat(read("2 * 3 = 6")).isEqualTo(new ToLobby("2 * 3 = 6"));
        assertThat(read("*waves*")).isEqualTo(new ToLobby("*waves*"));
        assertThat(read("a.b*c")).isEqualTo(new ToLobby("a.b*c"));
        assertThat(read("x".repeat(33) + "*y")).isEqualTo(new ToLobby("x".repeat(33) + "*y"));
    }

    @Test
    void aReservedNameIsAReceiverAndNeverTheLobby() {
        assertThat(read("SERVER*secret")).isEqualTo(new ToName("SERVER", "secret"));
        assertThat(read("nick*secret")).isEqualTo(new ToName("nick", "secret"));
        assertThat(read("АLL*with a Cyrillic letter")).isEqualTo(new ToName("АLL", "with a Cyrillic letter"));
    }

    @Test
    void aSlashBeginsACommand() {
        assertThat(read("/who")).isEqualTo(new Slash("who", ""));
        assertThat(read("/MSG Rafid  hello there ")).isEqualTo(new Slash("msg", "Rafid  hello there"));
        assertThat(read("/msg Rafid 2*3")).isEqualTo(new Slash("msg", "Rafid 2*3"));
        assertThat(read("/")).isEqualTo(new Slash("", ""));
        assertThat(read("/ who")).isEqualTo(new Slash("", "who"));
    }

    @Test
    void twoSlashesSayOne() {
        assertThat(read("//who")).isEqualTo(new ToLobby("/who"));
        assertThat(read("///")).isEqualTo(new ToLobby("//"));
        assertThat(read("//Rafid*x")).isEqualTo(new ToLobby("/Rafid*x"));
    }

    @Test
    void everyLineIsSomething() {
        String alphabet = "aA*/ l\u0000\u202eЖ\ud83d\ude00\ud800:.";
        for (int seed = 0; seed < 2000; seed++) {
            var random = new Random(seed);
            var line = new StringBuilder();
            for (int i = random.nextInt(12); i > 0; i--)
                line.append(alphabet.charAt(random.nextInt(alphabet.length())));
            assertThat(read(line.toString())).as("seed %d", seed).isNotNull();
        }
    }
}
