package tertulia.server.admin;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ColumnsTest {
    @ParameterizedTest
    @CsvSource({
        "Ana,3",
        "Дмитрий,7",
        "王伟明,6",
        "ｱﾅ,2",
        "Ａ,2",
        "가나,4",
        "e\u0301,1",
        "ë,1",
        "محمد,4",
        "नमस्ते,4",
        "👍,2",
        "'',0",
    })
    void aTextHasTheColumnsOfATerminal(String text, int columns) {
        assertThat(Columns.of(text)).isEqualTo(columns);
        assertThat(Columns.of(Columns.padded(text, 10))).isEqualTo(10);
    }

    @ParameterizedTest
    @CsvSource({"王伟,4", "Ana,3"})
    void aColumnIsAsWideAsItsWidestText(String widest, int columns) {
        assertThat(Columns.widest(List.of("x", widest, "y"))).isEqualTo(columns);
        assertThat(Columns.widest(List.of("x".repeat(500)))).isEqualTo(40);
    }
}
