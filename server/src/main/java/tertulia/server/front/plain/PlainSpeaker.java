package tertulia.server.front.plain;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tertulia.core.Session;
import tertulia.core.Shared;
import tertulia.model.Author;
import tertulia.model.Command;
import tertulia.model.Command.Target;
import tertulia.model.Limit;
import tertulia.model.Limits;
import tertulia.model.Line;
import tertulia.model.Notice;
import tertulia.model.Refusal;
import tertulia.model.RoomId;
import tertulia.model.Text;
import tertulia.server.net.Conversation;
import tertulia.server.net.Front;

/** One plain connection: the first line is a name, the others are said, or are commands. */
final class PlainSpeaker implements Front.Speaker {
    private static final int RECEIVER_BYTES = 200;

    private final Conversation conversation;
    private final Limits limits;
    private Lines lines;
    private @Nullable Slashes slashes;
    private @Nullable Session session;
    private @Nullable Author you;
    private boolean skipping;

    PlainSpeaker(Conversation conversation, Limits limits, Lines lines) {
        this.conversation = conversation;
        this.limits = limits;
        this.lines = lines;
    }

    @Override
    public void begin(Session begun) {
        session = begun;
    }

    // ---- what the client writes -----------------------------------------------------------------------------

    @Override
    public String front() {
        return "plain";
    }

    @Override
    public boolean next(ByteBuf in) {
        long most = limits.of(Limit.TEXT_BYTES) + RECEIVER_BYTES;
        int end = in.indexOf(in.readerIndex(), in.writerIndex(), (byte) '\n');
        int length = (end < 0 ? in.writerIndex() : end) - in.readerIndex();
        if (length > most || skipping) return skip(in, end);
        if (end < 0 && !conversation.ended()) return false;
        if (you != null && mustWait()) return false;
        String line = in.toString(in.readerIndex(), length, StandardCharsets.UTF_8);
        in.skipBytes(end < 0 ? length : length + 1);
        if (line.endsWith("\r")) line = line.substring(0, line.length() - 1);
        if (you == null && Languages.isAsked(line)) lines = Languages.answer(line, lines, this::write);
        else if (you == null) introduce(line);
        else take(line);
        return true;
    }

    /** A line that is too long is refused once and left out up to its end. */
    private boolean skip(ByteBuf in, int end) {
        if (!skipping) {
            if (you == null) refuse(Refusal.of(Refusal.Code.NAME_TOO_LONG, limits.of(Limit.HANDLE_CHARACTERS)));
            else refuse(Refusal.of(Refusal.Code.TOO_LONG, limits.of(Limit.TEXT_BYTES)));
        }
        skipping = end < 0;
        in.readerIndex(end < 0 ? in.writerIndex() : end + 1);
        return true;
    }

    /** Somebody who pastes a whole page is not too fast: the rest of it is read a little later. */
    private boolean mustWait() {
        long nanos = session().patience();
        if (nanos > 0) conversation.resumeAfter(nanos);
        return nanos > 0;
    }

    @Override
    public boolean isPartial(ByteBuf in) {
        return !conversation.ended()
                && in.isReadable()
                && in.indexOf(in.readerIndex(), in.writerIndex(), (byte) '\n') < 0;
    }

    private void introduce(String name) {
        session()
                .command(
                        "",
                        new Command.Hello(
                                1, Optional.of(name), Optional.empty(), Optional.empty(), Optional.empty(), false));
    }

    private void take(String line) {
        switch (Line.of(line, limits)) {
            case Line.ToLobby(String text) -> {
                if (!text.isEmpty()) say(new Target.In(RoomId.LOBBY), text);
            }
            case Line.ToName(String name, String text) -> say(new Target.Named(name), text);
            case Line.Slash slash when Languages.isAsked(line) -> lines = Languages.answer(line, lines, this::write);
            case Line.Slash slash -> slashes().command(slash);
        }
    }

    private void say(Target to, String text) {
        ask("", new Command.Say(to, Optional.empty(), Text.of(text)));
    }

    void ask(String ref, Command command) {
        session().command(ref, command);
    }

    // ---- what the client sees -------------------------------------------------------------------------------

    @Override
    public void tell(Notice notice) {
        switch (notice) {
            case Notice.Welcome welcome -> {
                you = welcome.you();
                write(lines.notice("plain.connected", welcome.you().handle()));
            }
            case Notice.Refused refused -> {
                if (refused.ref().equals(Slashes.HISTORY_REF)) slashes().refused();
                refuse(refused.refusal());
            }
            case Notice.Heard heard -> {
                var form = PlainForm.of(heard.entries(), lines);
                sendSome(form.without(you().id()));
                form.release();
            }
            case Notice.Page page -> slashes().page(page);
            case Notice.Present part -> slashes().present(part);
            case Notice.PresenceChanged changed -> write(lines.presence(changed, you(), mostSingly()));
            case Notice.Opened(Notice.RoomInfo info) -> slashes().opened(info);
            case Notice.Skipped skipped -> write(lines.notice("plain.skipped", skipped.entries()));
            case Notice.Bye(Notice.Reason reason) when reason == Notice.Reason.RULES -> {} // It was said which.
            case Notice.Bye bye -> write(lines.bye(bye));
            case Notice.Acked _,
                    Notice.CaughtUp _,
                    Notice.Free _,
                    Notice.Ponged _,
                    Notice.Pinged _,
                    Notice.Typing _ -> {}
        }
    }

    @Override
    public void tell(Shared shared) {
        if (shared.notice() instanceof Notice.PresenceChanged changed) {
            if (isAbout(changed.joined()) || isAbout(changed.left())) {
                tell(changed);
                return;
            }
            var form = shared.form(
                    PlainForm.Presence.class,
                    made -> made.isIn(lines),
                    notice -> PlainForm.Presence.of(changed, lines, mostSingly()));
            sendSome(form.bytes().retainedDuplicate());
        } else if (shared.notice() instanceof Notice.Present part) {
            tell(part);
        } else {
            var form = shared.form(PlainForm.class, made -> made.isIn(lines), notice -> PlainForm.of(notice, lines));
            sendSome(form.without(you().id()));
        }
    }

    private boolean isAbout(List<Author> people) {
        for (var author : people) if (author.id().equals(you().id())) return true;
        return false;
    }

    private void refuse(Refusal refusal) {
        write(lines.refusal(refusal));
        if (you == null) session().bye(Notice.Reason.RULES);
    }

    void write(String lines) {
        if (lines.isEmpty()) return;
        var bytes = conversation.buffer(ByteBufUtil.utf8Bytes(lines));
        ByteBufUtil.writeUtf8(bytes, lines);
        conversation.send(bytes);
    }

    private void sendSome(ByteBuf bytes) {
        if (bytes.isReadable()) conversation.send(bytes);
        else bytes.release();
    }

    private long mostSingly() {
        return limits.of(Limit.PRESENCE_CHANGES_PER_SECOND);
    }

    /** What it says, in the language of whoever reads it. */
    Lines lines() {
        return lines;
    }

    /** Made for those who use it. */
    private Slashes slashes() {
        if (slashes == null) slashes = new Slashes(this, limits);
        return slashes;
    }

    Author you() {
        if (you == null) throw new IllegalStateException("nobody yet");
        return you;
    }

    Session session() {
        if (session == null) throw new IllegalStateException("no session yet");
        return session;
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
        return false;
    }
}
