package tertulia.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.ReaderException;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Seen as a phone sees it: each half block a few points high, white on black by the terminal's own colours. */
final class QrCodeTest {
    private static final int POINTS = 8;

    @Test
    void aPhoneReadsTheLink() throws ReaderException {
        for (var link : List.of("http://192.168.1.7:5555/", "https://[fd00:0:0:0:1234:5678:9abc:def0]:5555/")) {
            var lines = QrCode.lines(link, true);
            assertThat(lines).allMatch(line -> line.startsWith("\u001b[97;40m") && line.endsWith("\u001b[0m"));
            assertThat(read(lines)).isEqualTo(link);
            var plain = QrCode.lines(link, false);
            assertThat(plain).noneMatch(line -> line.contains("\u001b"));
            assertThat(read(plain)).isEqualTo(link);
        }
    }

    private static String read(List<String> lines) throws ReaderException {
        var rows = lines.stream()
                .map(line -> line.replaceAll("\u001b\\[[0-9;]*m", ""))
                .toList();
        int width = rows.getFirst().length() * POINTS;
        int height = rows.size() * 2 * POINTS;
        int[] points = new int[width * height];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                char block = rows.get(y / POINTS / 2).charAt(x / POINTS);
                boolean upper = y / POINTS % 2 == 0;
                boolean white = block == '█' || block == (upper ? '▀' : '▄');
                points[y * width + x] = white ? 0xffffff : 0;
            }
        }
        var image = new BinaryBitmap(new HybridBinarizer(new RGBLuminanceSource(width, height, points)));
        return new QRCodeReader().decode(image).getText();
    }
}
