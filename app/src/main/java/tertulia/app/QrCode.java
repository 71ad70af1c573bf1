package tertulia.app;

import io.nayuki.qrcodegen.QrCode.Ecc;
import java.util.ArrayList;
import java.util.List;

/**
 * A QR code for a terminal: two modules a character, black on white whatever the terminal's colours. Without colours of its own
 * it is so on a dark terminal; on a light one it is inverted, which most phones read as well.
 */
final class QrCode {
    private static final int QUIET = 2;
    private static final String WHITE_ON_BLACK = "\u001b[97;40m";
    private static final String PLAIN = "\u001b[0m";

    private QrCode() {}

    /** The lines to print. Half blocks are drawn in white on black, so the code itself is black. */
    static List<String> lines(String text, boolean coloured) {
        var code = io.nayuki.qrcodegen.QrCode.encodeText(text, Ecc.LOW);
        var lines = new ArrayList<String>();
        for (int y = -QUIET; y < code.size + QUIET; y += 2) {
            var line = new StringBuilder(coloured ? WHITE_ON_BLACK : "");
            for (int x = -QUIET; x < code.size + QUIET; x++)
                line.append(half(light(code, x, y), light(code, x, y + 1)));
            lines.add(line.append(coloured ? PLAIN : "").toString());
        }
        return lines;
    }

    private static boolean light(io.nayuki.qrcodegen.QrCode code, int x, int y) {
        return y < code.size + QUIET && !code.getModule(x, y);
    }

    private static char half(boolean upper, boolean lower) {
        if (upper) return lower ? '█' : '▀';
        return lower ? '▄' : ' ';
    }
}
