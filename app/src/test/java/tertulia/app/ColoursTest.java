package tertulia.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

final class ColoursTest {
    @Test
    void nobodyIsColouredWhoDoesNotWantIt() {
        assertThat(Colours.wanted(Map.of("TERM", "xterm-256color"))).isTrue();
        assertThat(Colours.wanted(Map.of("TERM", "xterm", "NO_COLOR", ""))).isTrue();
        assertThat(Colours.wanted(Map.of("TERM", "xterm", "NO_COLOR", "1"))).isFalse();
        assertThat(Colours.wanted(Map.of("TERM", "dumb"))).isFalse();
        assertThat(Colours.wanted(Map.of("TERM", "dumb-emacs-ansi"))).isFalse();
    }
}
