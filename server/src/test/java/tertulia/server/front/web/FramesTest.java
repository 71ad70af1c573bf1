package tertulia.server.front.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocket13FrameDecoder;
import io.netty.handler.codec.http.websocketx.WebSocketDecoderConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tertulia.model.Limits;

final class FramesTest {

    @ParameterizedTest
    @ValueSource(ints = {1, 125, 126, 1024, 1025, 65_535, 65_536, 200_000})
    void aSharedBufferOfAnySizeIsOneFrameAndStaysAsItWas(int bytes) {
        var shared = Unpooled.directBuffer(bytes).writeZero(bytes).setByte(bytes - 1, 'x');
        var ours = new EmbeddedChannel(new Frames(Limits.usual(), () -> {}));
        var theirs = new EmbeddedChannel(new WebSocket13FrameDecoder(WebSocketDecoderConfig.newBuilder()
                .expectMaskedFrames(false)
                .maxFramePayloadLength(bytes)
                .build()));
        for (int i = 0; i < 3; i++)
            assertThat(ours.writeOutbound(shared.retainedDuplicate())).isTrue();
        for (ByteBuf out = ours.readOutbound(); out != null; out = ours.readOutbound()) theirs.writeInbound(out);
        for (int i = 0; i < 3; i++) {
            TextWebSocketFrame frame = theirs.readInbound();
            assertThat(frame.isFinalFragment()).isTrue();
            assertThat(frame.content()).isEqualTo(shared);
            frame.release();
        }
        assertThat(theirs.<Object>readInbound()).isNull();
        assertThat(shared.readerIndex()).isZero();
        assertThat(shared.refCnt()).isEqualTo(1);
        shared.release();
    }

    @Test
    void nothingIsNoFrame() {
        var ours = new EmbeddedChannel(new Frames(Limits.usual(), () -> {}));
        ours.writeOutbound(Unpooled.EMPTY_BUFFER);
        ByteBuf out = ours.readOutbound();
        assertThat(out.readableBytes()).isZero();
        ours.writeInbound(new TextWebSocketFrame(""));
        assertThat(ours.<Object>readInbound()).isNull();
    }

    @Test
    void ofManyPingsInOneReadTheLastIsAnswered() {
        var ours = new EmbeddedChannel(new Frames(Limits.usual(), () -> {}));
        var first = new PingWebSocketFrame(Unpooled.copiedBuffer(new byte[] {1}));
        ours.writeInbound(first, new PingWebSocketFrame(Unpooled.copiedBuffer(new byte[] {2})));
        PongWebSocketFrame pong = ours.readOutbound();
        assertThat(pong.content().getByte(0)).isEqualTo((byte) 2);
        assertThat(ours.<Object>readOutbound()).isNull();
        assertThat(first.refCnt()).isZero();
        pong.release();
    }
}
