package tertulia.model.json;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import tertulia.model.Command;
import tertulia.model.Command.Target;
import tertulia.model.MessageId;
import tertulia.model.Refusal;
import tertulia.model.RoomId;
import tertulia.model.UserId;
import tools.jackson.core.JsonGenerator;

/** Commands as JSON. */
public final class CommandJson {
    private static final int REF_CHARACTERS = 64;

    private CommandJson() {}

    /** What was made of a client's object. */
    public sealed interface Read {
        /** A command, and what the client wants to see again beside the answer (may be empty). */
        record Asked(String ref, Command command) implements Read {}

        /** No command; the refusal goes back with the same ref and, if it was readable, the message id. */
        record Bad(String ref, Optional<MessageId> id, Refusal refusal) implements Read {}
    }

    /** Reads one object; never throws on what a stranger sent. */
    public static Read read(byte[] bytes) {
        Fields in;
        try {
            in = Json.read(bytes);
        } catch (Malformed e) {
            return new Read.Bad("", Optional.empty(), e.refusal());
        }
        String ref = "";
        Optional<MessageId> id = Optional.empty();
        try {
            ref = in.optionalString("ref").orElse("");
            if (ref.codePointCount(0, ref.length()) > REF_CHARACTERS) {
                ref = "";
                throw Malformed.of("the field ref has at most " + REF_CHARACTERS + " characters");
            }
            id = in.optionalParsed("id", MessageId::of);
            return new Read.Asked(ref, command(in));
        } catch (Malformed e) {
            return new Read.Bad(ref, id, e.refusal());
        }
    }

    private static Command command(Fields in) {
        String type = in.string("type");
        return switch (type) {
            case "hello" ->
                new Command.Hello(
                        (int) Math.min(
                                Integer.MAX_VALUE, in.optionalNumber("version").orElse(1)),
                        in.optionalString("name"),
                        in.optionalString("token"),
                        in.optionalParsed("id", UUID::fromString),
                        in.optionalObject("cursors").map(CommandJson::cursors),
                        in.flag("keep", true));
            case "check" -> new Command.Check(in.string("name"), in.optionalString("token"));
            case "typing" -> new Command.Typing(in.room());
            case "say" -> new Command.Say(target(in), in.optionalParsed("id", MessageId::of), EventJson.body(in));
            case "enter" ->
                new Command.Enter(in.room(), in.optionalNumber("after").orElse(0));
            case "exit" -> new Command.Exit(in.room());
            case "history" ->
                new Command.History(in.room(), in.optionalNumber("before"), in.optionalNumber("after"), (int)
                        Math.min(Integer.MAX_VALUE, in.optionalNumber("limit").orElse(50)));
            case "rooms" -> new Command.Rooms();
            case "who" -> new Command.Who();
            case "hand" -> new Command.Hand();
            case "ping" -> new Command.Ping();
            case "pong" -> new Command.Pong();
            case "bye" -> new Command.Quit(in.flag("forget", false));
            default -> throw new Malformed(Refusal.of(Refusal.Code.UNKNOWN_TYPE, type));
        };
    }

    private static Target target(Fields in) {
        var room = in.optionalParsed("room", RoomId::new);
        var user = in.optionalParsed("user", UserId::of);
        var to = in.optionalString("to");
        int given = (room.isPresent() ? 1 : 0) + (user.isPresent() ? 1 : 0) + (to.isPresent() ? 1 : 0);
        if (given != 1) throw Malformed.of("say goes to one of: to (a name or ALL), user (an id), room");
        if (room.isPresent()) return new Target.In(room.get());
        return user.<Target>map(Target.To::new).orElseGet(() -> new Target.Named(to.orElseThrow()));
    }

    private static Map<RoomId, Long> cursors(Fields in) {
        var cursors = new HashMap<RoomId, Long>();
        for (String name : in.names()) {
            try {
                cursors.put(new RoomId(name), in.number(name));
            } catch (IllegalArgumentException e) {
                throw Malformed.of("cursors: there is no room " + name);
            }
        }
        return Map.copyOf(cursors);
    }

    /** The command as one line of JSON, without a line end. */
    public static byte[] write(String ref, Command command) {
        return Json.write(out -> {
            switch (command) {
                case Command.Hello hello -> hello(out, hello);
                case Command.Check check -> {
                    type(out, "check");
                    out.writeStringProperty("name", check.name());
                    check.token().ifPresent(token -> out.writeStringProperty("token", token));
                }
                case Command.Typing(RoomId room) -> {
                    type(out, "typing");
                    out.writeStringProperty("room", room.text());
                }
                case Command.Say say -> {
                    type(out, "say");
                    switch (say.to()) {
                        case Target.In(RoomId room) -> out.writeStringProperty("room", room.text());
                        case Target.To(UserId user) -> out.writeStringProperty("user", user.toString());
                        case Target.Named(String name) -> out.writeStringProperty("to", name);
                    }
                    say.id().ifPresent(id -> out.writeStringProperty("id", id.toString()));
                    EventJson.body(out, say.body());
                }
                case Command.Enter(RoomId room, long after) -> {
                    type(out, "enter");
                    out.writeStringProperty("room", room.text());
                    out.writeNumberProperty("after", after);
                }
                case Command.Exit(RoomId room) -> {
                    type(out, "exit");
                    out.writeStringProperty("room", room.text());
                }
                case Command.History history -> history(out, history);
                case Command.Rooms() -> type(out, "rooms");
                case Command.Who() -> type(out, "who");
                case Command.Hand() -> type(out, "hand");
                case Command.Ping() -> type(out, "ping");
                case Command.Pong() -> type(out, "pong");
                case Command.Quit(boolean forGood) -> {
                    type(out, "bye");
                    if (forGood) out.writeBooleanProperty("forget", true);
                }
            }
            if (!ref.isEmpty()) out.writeStringProperty("ref", ref);
        });
    }

    private static void hello(JsonGenerator out, Command.Hello hello) {
        type(out, "hello");
        out.writeNumberProperty("version", hello.version());
        hello.name().ifPresent(name -> out.writeStringProperty("name", name));
        hello.token().ifPresent(token -> out.writeStringProperty("token", token));
        hello.id().ifPresent(id -> out.writeStringProperty("id", id.toString()));
        hello.cursors().ifPresent(cursors -> {
            out.writeObjectPropertyStart("cursors");
            cursors.forEach((room, seq) -> out.writeNumberProperty(room.text(), seq));
            out.writeEndObject();
        });
        if (!hello.keep()) out.writeBooleanProperty("keep", false);
    }

    private static void history(JsonGenerator out, Command.History history) {
        type(out, "history");
        out.writeStringProperty("room", history.room().text());
        history.before().ifPresent(before -> out.writeNumberProperty("before", before));
        history.after().ifPresent(after -> out.writeNumberProperty("after", after));
        out.writeNumberProperty("limit", history.limit());
    }

    private static void type(JsonGenerator out, String type) {
        out.writeStringProperty("type", type);
    }
}
