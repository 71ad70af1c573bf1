package tertulia.server.front.web;

import io.nayuki.qrcodegen.QrCode;
import java.nio.charset.StandardCharsets;

/** A QR code as a picture. */
final class QrPicture {
    private static final int QUIET_MODULES = 2;

    private QrPicture() {}

    /** The text as an SVG image of dark squares; at most 2,000 characters. */
    static byte[] svg(String text) {
        var code = QrCode.encodeText(text, QrCode.Ecc.LOW);
        int size = code.size + 2 * QUIET_MODULES;
        var path = new StringBuilder();
        for (int y = 0; y < code.size; y++) {
            for (int x = 0; x < code.size; x++) {
                if (code.getModule(x, y))
                    path.append('M').append(x).append(' ').append(y).append("h1v1h-1z");
            }
        }
        String svg =
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"-%d -%d %d %d\"><path fill=\"#fff\" d=\"M-%d-%dh%dv%dh-%dz\"/><path d=\"%s\"/></svg>"
                        .formatted(
                                QUIET_MODULES,
                                QUIET_MODULES,
                                size,
                                size,
                                QUIET_MODULES,
                                QUIET_MODULES,
                                size,
                                size,
                                size,
                                path);
        return svg.getBytes(StandardCharsets.UTF_8);
    }
}
