package tertulia.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import tertulia.client.Home;
import tertulia.model.Limit;
import tertulia.model.Words;

final class ConfigTest {
    @TempDir
    private Path folder;

    private Path file(String text) throws IOException {
        return file(text, StandardCharsets.UTF_8);
    }

    private Path file(String text, Charset charset) throws IOException {
        return Files.write(Files.createTempFile(folder, "config", ""), text.getBytes(charset));
    }

    private Config read(String text) throws IOException {
        return Config.read(file(text));
    }

    private static Path home() {
        return Home.of(System.getenv()).orElseThrow();
    }

    /** What is said of a file, line by line, without the file's name. */
    private Stream<String> wrong(String text) throws IOException {
        return wrong(file(text));
    }

    private static Stream<String> wrong(Path file) {
        try {
            return Stream.of("nothing: " + Config.read(file));
        } catch (ConfigFailure e) {
            return e.in(Words.english()).lines().map(line -> line.replace(file + ", ", ""));
        }
    }

    @ParameterizedTest
    @EnumSource(Limit.class)
    void everyLimitCanBeSetFromItsLeastToItsGreatestValueAndNoFurther(Limit limit) throws IOException {
        String line = "limit." + limit.text() + " = ";
        for (long value : new long[] {limit.least(), limit.most()}) {
            // Those that it must agree with are set as low, or as high.
            var all = new StringBuilder();
            for (var other : Limit.values())
                all.append("limit.")
                        .append(other.text())
                        .append(" = ")
                        .append(value == limit.least() ? other.least() : other.most())
                        .append('\n');
            assertThat(read(all.toString()).limits().of(limit)).isEqualTo(value);
        }
        for (long value : new long[] {limit.least() - 1, limit.most() + 1}) {
            assertThat(wrong(line + value))
                    .containsExactly("line 1: limit." + limit.text() + " must be a whole number from " + limit.least()
                            + " to " + limit.most() + ", not " + value);
        }
    }

    @Test
    void limitsThatContradictEachOtherAreRefusedTogetherWithAllElseThatIsWrong() throws IOException {
        assertThat(wrong("""
                        limit.json-bytes = 2000
                        limit.text-bytes = 2000
                        port 5951
                        limit.ping-seconds = 0
                        limit.water-high-bytes = 10000
                        """))
                .containsExactly(
                        "line 2: limit.text-bytes = 2000 does not fit limit.json-bytes = 2000; with that it can be at most 1000",
                        "line 3: expected NAME = VALUE, as in port = 5555, not port 5951",
                        "line 4: limit.ping-seconds must be a whole number from 5 to 86400, not 0",
                        "line 5: limit.water-low-bytes = 32768 does not fit limit.water-high-bytes = 10000; with that it can be at most 10000");
    }

    @Test
    void settingsRemarksAndQuotationMarksAreReadAsTheyAreMeant() throws IOException {
        var config = read("""
                # a remark
                port = 6000     # and one at the end of a line
                name = "Room #12 "#the third floor

                bind=127.0.0.1
                public-name = Chat.Example.org, chat.example.com  # two
                public-name = bücher.example
                discovery = OFF
                tls-only = true
                """);
        assertThat(config.setting("port")).contains("6000");
        assertThat(config.setting("name")).contains("Room #12");
        assertThat(config.setting("bind")).contains("127.0.0.1");
        assertThat(config.all("public-name"))
                .containsExactly("chat.example.org", "chat.example.com", "xn--bcher-kva.example");
        assertThat(config.flag("discovery", true)).isFalse();
        assertThat(config.flag("tls-only", false)).isTrue();
        assertThat(config.setting("data")).isEmpty();
        assertThat(read("name = Sala dos professores — 12\n").setting("name")).contains("Sala dos professores — 12");
        assertThat(read("name = C#\n").setting("name")).contains("C#");
        assertThat(read("name = 'Ana \"the\" Bold'\n").setting("name")).contains("Ana \"the\" Bold");
    }

    @ParameterizedTest
    @CsvSource({"yes,true", "no,false", "true,true", "false,false", "on,true", "off,false", "Yes,true"})
    void whatIsWantedOrNotIsSaidInSeveralWays(String word, boolean wanted) throws IOException {
        assertThat(read("discovery = " + word).flag("discovery", !wanted)).isEqualTo(wanted);
    }

    @Test
    void pathsAreRelativeToTheFileTheHomeFolderIsKnownAndNothingIsEscaped() throws IOException {
        assertThat(read("data = messages").setting("data"))
                .contains(folder.resolve("messages").toString());
        assertThat(read("data = ~/x").setting("data"))
                .contains(home().resolve("x").toString());
        assertThat(read("data = ~").setting("data")).contains(home().toString());
        assertThat(read("data = /var/lib/tertulia").setting("data")).contains("/var/lib/tertulia");
        assertThat(read("data = C:\\temp\\new").setting("data"))
                .contains(folder.resolve("C:\\temp\\new").toString());
        assertThat(read("name = Room C:\\temp\\new").setting("name")).contains("Room C:\\temp\\new");
        assertThat(wrong("data = ~ana/x").findFirst().orElseThrow()).contains("only ~ and ~/ stand for a home folder");
    }

    @Test
    void whateverAnEditorWritesIsReadOrRefusedInWords() throws IOException {
        var windows = read("\ufeffport = 5951\r\nname = Room 12\r\n");
        assertThat(windows.setting("port")).contains("5951");
        assertThat(windows.setting("name")).contains("Room 12");
        assertThat(wrong(file("port = 5951\nname = Café\n", StandardCharsets.ISO_8859_1)))
                .containsExactly("line 2: this line is not in UTF-8; save the file as UTF-8");
        for (var charset :
                new Charset[] {StandardCharsets.UTF_16, StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE}) {
            var file = file("port = 5951\n", charset);
            assertThatThrownBy(() -> Config.read(file)).hasMessageEndingWith("is in UTF-16; save it as UTF-8");
        }
        assertThatThrownBy(() -> Config.read(Path.of("/dev/zero"))).hasMessageContaining("too large");
        assertThatThrownBy(() -> Config.read(folder)).hasMessageContaining("cannot read the configuration file");
        assertThatThrownBy(() -> Config.read(folder.resolve("none"))).hasMessageContaining("no configuration file");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "prot = 6000 | there is no setting prot; there are bind, data, discovery, lang, name,",
                "Port = 6000 | there is no setting Port",
                "limit.text-byte = 1 | there is no limit text-byte; tertulia limits shows them all",
                "limit.text-bytes = many | limit.text-bytes must be a whole number from 4 to 1048576, not many",
                "port 5951 | expected NAME = VALUE, as in port = 5555, not port 5951",
                "= 5951 | expected NAME = VALUE",
                "port = 70000 | a port is a number from 0 to 65535, not 70000",
                "port = -1 | a port is a number from 0 to 65535, not -1",
                "port = 5951; | a port is a number from 0 to 65535, not 5951;",
                "name = | name has no value; write one, or put # in front of the line",
                "name = # nothing | name has no value",
                "name = \"\" | name has no value",
                "name = \"Room 12 | the closing quotation mark is missing",
                "name = \"Room\" 12 | after the closing quotation mark there can only be a remark that begins with #",
                "name = \u202eRoom | a server's name has 1 to 64 characters, all of them visible; this one is not good: <U+202E>Room",
                "discovery = maybe | discovery is yes or no, not maybe",
                "lang = tlh | there is no language tlh; there are en, fr, pt, ru, sq",
                "public-name = https://chat.example.org | https://chat.example.org is not a host name",
                "public-name = chat.example.org:443 | chat.example.org:443 is not a host name",
                "proxy = 10.0.0.0/x | --proxy takes an address such as 192.0.2.7",
                "bind = fe80::1 | fe80::1 is a link-local address; add the network interface",
                "bind = 300.1.1.1 | there is no address 300.1.1.1 to listen on",
            })
    void whatIsNotUnderstoodIsRefusedWithItsLineAndWhatWasExpected(String line, String said) throws IOException {
        assertThat(wrong("# first\n" + line + "\n").toList())
                .singleElement()
                .asString()
                .startsWith("line 2: " + said);
    }

    @Test
    void aSettingThatIsThereTwiceIsRefused() throws IOException {
        assertThat(wrong("port = 1\n\nport = 2\nlimit.connections = 5\nlimit.connections = 5\n"))
                .containsExactly(
                        "line 3: port is already set in line 1", "line 5: limit.connections is already set in line 4");
    }

    @Test
    void whatIsWrongIsSaidInTheLanguageThatTheFileAsksFor() throws IOException {
        var file = file("port 1\nlang = ru\n");
        assertThatThrownBy(() -> Config.read(file))
                .isInstanceOfSatisfying(
                        ConfigFailure.class,
                        failure -> assertThat(failure.language()).contains("ru"));
    }
}
