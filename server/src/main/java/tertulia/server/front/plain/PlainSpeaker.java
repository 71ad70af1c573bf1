package tertulia.server.front.plain;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tertulia.core.Session;
import tertulia.core.Shared;
import tertulia.model.Author;
import tertulia.model.Command;
import tertulia.model.Command.Target;
import tertulia.model.Handle;
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
    private static final int MOST_SLIPS = 3;
    private static final String SAY_REF = "say";
    private static final Set<String> HELP = Set.of("help", "?");

    private final Conversation conversation;
    private final Limits limits;
    private Lines lines;
    private @Nullable Slashes slashes;
    private @Nullable Session session;
    private @Nullable Author you;
    private final TypedLines typed;
    private String wanted = "";
    private int slips;
    private int saying;

    PlainSpeaker(Conversation conversation, Limits limits, Lines lines) {
        this.conversation = conversation;
        this.limits = limits;
        this.lines = lines;
        typed = new TypedLines(limits.of(Limit.TEXT_BYTES) + RECEIVER_BYTES, this::reply);
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
        if (typed.isReady(in, conversation.ended()) && mustWait()) return false;
        switch (typed.next(in, conversation.ended())) {
            case null -> {
                return false;
            }
            case TypedLines.Typed.Nothing() -> {}
            case TypedLines.Typed.Whole(String line) -> {
                if (you == null) introduce(line);
                else take(line);
            }
            case TypedLines.Typed.NotUtf8() -> refuse(Refusal.of(Refusal.Code.NOT_UTF8));
            case TypedLines.Typed.TooLong() ->
                refuse(
                        you == null
                                ? Refusal.of(Refusal.Code.NAME_TOO_LONG, limits.of(Limit.HANDLE_CHARACTERS))
                                : Refusal.of(Refusal.Code.TOO_LONG, limits.of(Limit.TEXT_BYTES)));
        }
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
        return in.isReadable() && !typed.isReady(in, conversation.ended());
    }

    /** A name, or what people try before they have one. */
    private void introduce(String line) {
        if (Line.of(line, limits, name -> false) instanceof Line.Slash slash) {
            before(slash);
        } else if (HELP.contains(line.strip().toLowerCase(Locale.ROOT))) {
            write(lines.help() + lines.notice("plain.ask"));
        } else if (line.strip().startsWith("[") && line.strip().endsWith("]")) {
            refuse(Refusal.of(Refusal.Code.NOT_JSON, "an object is expected, and begins with {"));
        } else {
            wanted = line;
            session()
                    .command(
                            "",
                            new Command.Hello(
                                    1, Optional.of(line), Optional.empty(), Optional.empty(), Optional.empty(), false));
        }
    }

    private void before(Line.Slash slash) {
        switch (slash.name()) {
            case "lang" -> lines = Languages.answer(slash, lines, this::write);
            case "help" -> write(lines.help() + lines.notice("plain.ask"));
            case "quit" -> ask("", new Command.Quit(false));
            default -> {
                if (Slashes.NAMES.contains(slash.name())) write(lines.notice("plain.name-first", "/" + slash.name()));
                else refuse(Refusal.of(Refusal.Code.UNKNOWN_COMMAND, "/" + slash.name()));
            }
        }
    }

    private void take(String line) {
        switch (Line.of(line, limits, session()::knows)) {
            case Line.Plain(String text) -> {
                if (!text.isEmpty()) say(new Target.In(RoomId.LOBBY), text);
            }
            case Line.ToAll(String text) -> say(new Target.In(RoomId.LOBBY), text);
            case Line.ToName(String name, String text) -> say(new Target.Named(name), text);
            case Line.Unclear unclear -> refuse(unclear.refusal());
            case Line.Slash slash when Languages.isAsked(slash) -> lines = Languages.answer(slash, lines, this::write);
            case Line.Slash slash -> slashes().command(slash);
        }
    }

    private void say(Target to, String text) {
        saying++;
        ask(SAY_REF, new Command.Say(to, Optional.empty(), Text.of(text)));
    }

    /** Whether something that was said is not answered yet. */
    boolean isSaying() {
        return saying > 0;
    }

    private void said() {
        if (--saying == 0 && slashes != null) slashes.said();
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
                refuse(refused.refusal());
                if (refused.ref().equals(Slashes.HISTORY_REF)) slashes().refused();
                if (refused.ref().equals(SAY_REF)) said();
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
            case Notice.Acked _ -> said();
            case Notice.CaughtUp _,
                    Notice.Free _,
                    Notice.Handed _,
                    Notice.Rooms _,
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

    /** A slip at the door is explained, and the question put again a few times. A name that somebody has ends it at once. */
    private void refuse(Refusal refusal) {
        write(lines.refusal(refusal));
        if (you != null) return;
        if (isSlip(refusal.code()) && ++slips <= MOST_SLIPS) write(lines.notice("plain.ask"));
        else session().bye(Notice.Reason.RULES);
    }

    private boolean isSlip(Refusal.Code code) {
        return switch (code) {
            case NAME_RESERVED -> !Handle.isAll(wanted);
            case NAME_EMPTY,
                    NAME_TOO_LONG,
                    NAME_WHITESPACE,
                    NAME_CHARACTER,
                    NAME_LOOKS_LIKE,
                    UNKNOWN_COMMAND,
                    NOT_JSON,
                    NOT_UTF8 -> true;
            default -> false;
        };
    }

    void write(String lines) {
        if (lines.isEmpty()) return;
        var bytes = conversation.buffer(ByteBufUtil.utf8Bytes(lines));
        ByteBufUtil.writeUtf8(bytes, lines);
        conversation.send(bytes);
    }

    private void reply(byte[] bytes) {
        conversation.send(conversation.buffer(bytes.length).writeBytes(bytes));
    }

    private void sendSome(ByteBuf bytes) {
        if (bytes.isReadable()) conversation.sendShared(bytes);
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
        if (slashes == null) slashes = new Slashes(this);
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
