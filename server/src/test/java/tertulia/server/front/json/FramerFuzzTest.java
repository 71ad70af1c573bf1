package tertulia.server.front.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import tertulia.model.Limits;

/** Objects are the same in one packet and in pieces, whatever bytes they are made of. */
final class FramerFuzzTest {

    @FuzzTest
    void piecesMakeTheSameObjectsAsTheWhole(FuzzedDataProvider data) {
        int piece = data.consumeInt(1, 7);
        byte[] bytes = data.consumeRemainingAsBytes();
        assertThat(objects(bytes, piece)).isEqualTo(objects(bytes, Math.max(1, bytes.length)));
    }

    private static List<String> objects(byte[] bytes, int piece) {
        var found = new ArrayList<String>();
        var framer = new Framer(Limits.usual());
        ByteBuf in = Unpooled.buffer();
        for (int from = 0; from < bytes.length; from += piece) {
            in.writeBytes(bytes, from, Math.min(piece, bytes.length - from));
            for (boolean more = true; more; ) {
                switch (framer.look(in)) {
                    case Framer.Found.More() -> more = false;
                    case Framer.Found.Whole(int length) ->
                        found.add(in.readCharSequence(length, StandardCharsets.ISO_8859_1)
                                .toString());
                    case Framer.Found.Broken broken -> {
                        found.add(broken.refusal().toString());
                        return found;
                    }
                }
            }
        }
        return found;
    }
}
