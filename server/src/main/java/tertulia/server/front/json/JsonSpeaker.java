package tertulia.server.front.json;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tertulia.core.Session;
import tertulia.core.Shared;
import tertulia.model.Limits;
import tertulia.model.MessageId;
import tertulia.model.Notice;
import tertulia.model.Refusal;
import tertulia.model.json.CommandJson;
import tertulia.model.json.NoticeJson;
import tertulia.server.net.Conversation;
import tertulia.server.net.Front;
import tertulia.server.net.SharedBytes;

/** One JSON connection. */
final class JsonSpeaker implements Front.Speaker {
    private final Conversation conversation;
    private final Framer framer;
    private final String name;
    private @Nullable Session session;

    /** {@code name}: what operators are told that it speaks. */
    JsonSpeaker(Conversation conversation, Limits limits, String name) {
        this.conversation = conversation;
        this.name = name;
        framer = new Framer(limits);
    }

    @Override
    public void begin(Session begun) {
        session = begun;
    }

    @Override
    public String front() {
        return name;
    }

    @Override
    public boolean next(ByteBuf in) {
        long pause = session().pause();
        if (pause > 0) {
            conversation.resumeAfter(pause);
            return false;
        }
        return switch (framer.look(in)) {
            case Framer.Found.More() -> false;
            case Framer.Found.Broken(Refusal refusal) -> {
                refuse("", Optional.empty(), refusal);
                yield false;
            }
            case Framer.Found.Whole(int bytes) -> {
                byte[] object = ByteBufUtil.getBytes(in, in.readerIndex(), bytes);
                in.skipBytes(bytes);
                understand(object);
                yield true;
            }
        };
    }

    private void understand(byte[] object) {
        switch (CommandJson.read(object)) {
            case CommandJson.Read.Asked asked -> session().command(asked.ref(), asked.command());
            case CommandJson.Read.Bad bad -> refuse(bad.ref(), bad.id(), bad.refusal());
        }
    }

    /** Says what was wrong; what breaks a rule of the connection ends it. */
    private void refuse(String ref, Optional<MessageId> id, Refusal refusal) {
        tell(new Notice.Refused(ref, refusal, id));
        switch (refusal.code()) {
            case NOT_JSON, TOO_BIG, TOO_DEEP -> session().bye(Notice.Reason.RULES);
            default -> {}
        }
    }

    @Override
    public void tell(Notice notice) {
        byte[] json = NoticeJson.write(notice);
        conversation.send(conversation.buffer(json.length + 1).writeBytes(json).writeByte('\n'));
    }

    @Override
    public void tell(Shared shared) {
        conversation.sendShared(
                shared.form(JsonForm.class, JsonForm::of).bytes().retainedDuplicate());
    }

    /** The bytes of a notice for many. */
    private record JsonForm(ByteBuf bytes) implements Shared.Form {
        static JsonForm of(Notice notice) {
            byte[] json = NoticeJson.write(notice);
            return new JsonForm(
                    SharedBytes.buffer(json.length + 1).writeBytes(json).writeByte('\n'));
        }

        @Override
        public void release() {
            bytes.release();
        }
    }

    @Override
    public boolean writable() {
        return conversation.writable();
    }

    @Override
    public void reading(boolean on) {
        conversation.reading(on);
    }

    @Override
    public void close() {
        conversation.close();
    }

    @Override
    public boolean resumes() {
        return true;
    }

    private Session session() {
        if (session == null) throw new IllegalStateException("no session yet");
        return session;
    }
}
