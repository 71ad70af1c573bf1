package tertulia.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tertulia.model.Limit;

final class ConfigTest {
    @TempDir
    private Path folder;

    @Test
    void everyLimitCanBeSet() throws IOException {
        var lines = new StringBuilder();
        for (var limit : Limit.values())
            lines.append("limit.").append(limit.text()).append(" = 7\n");
        var config = Config.read(file(lines.toString()));
        for (var limit : Limit.values())
            assertThat(config.limits().of(limit)).as(limit.text()).isEqualTo(7);
    }

    @Test
    void settingsAreRead() throws IOException {
        var config = Config.read(file("# a remark\nport = 6000\nname = Sala dos professores — 12\n"));
        assertThat(config.setting("port")).contains("6000");
        assertThat(config.setting("name")).contains("Sala dos professores — 12");
        assertThat(config.setting("data")).isEmpty();
    }

    @Test
    void whatIsNotUnderstoodIsRefusedInWords() throws IOException {
        var unknown = file("prot = 6000\n");
        assertThatThrownBy(() -> Config.read(unknown))
                .isInstanceOf(Failure.class)
                .hasMessageContaining("no setting prot");
        var limit = file("limit.text-byte = 1\n");
        assertThatThrownBy(() -> Config.read(limit)).hasMessageContaining("no limit text-byte");
        var number = file("limit.text-bytes = many\n");
        assertThatThrownBy(() -> Config.read(number)).hasMessageContaining("must be a whole number");
        assertThatThrownBy(() -> Config.read(folder.resolve("none"))).hasMessageContaining("no configuration file");
    }

    @Test
    void discoveryIsWantedUnlessTheFileSaysNo() throws IOException {
        assertThat(Config.none().flag("discovery", true)).isTrue();
        assertThat(Config.read(file("discovery = yes\n")).flag("discovery", true))
                .isTrue();
        assertThat(Config.read(file("discovery = no\n")).flag("discovery", true))
                .isFalse();
        var wrong = Config.read(file("discovery = maybe\n"));
        assertThatThrownBy(() -> wrong.flag("discovery", true)).hasMessage("discovery is yes or no, not maybe");
    }

    private Path file(String text) throws IOException {
        return Files.writeString(Files.createTempFile(folder, "config", ".properties"), text);
    }
}
