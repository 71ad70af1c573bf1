package tertulia.model.json;

import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import tertulia.model.Author;
import tertulia.model.Entry;
import tertulia.model.Limit;
import tertulia.model.MessageId;
import tertulia.model.Notice;
import tertulia.model.Refusal;
import tertulia.model.RoomId;
import tertulia.model.UserId;
import tertulia.model.Words;
import tools.jackson.core.JsonGenerator;

/** Notices as JSON. */
public final class NoticeJson {
    /** The version of the protocol this program speaks. */
    public static final int VERSION = 1;

    private NoticeJson() {}

    /** The notice as one line of JSON, without a line end. */
    public static byte[] write(Notice notice) {
        return Json.write(out -> {
            switch (notice) {
                case Notice.Welcome welcome -> welcome(out, welcome);
                case Notice.Rooms rooms -> {
                    begin(out, "rooms", rooms.ref());
                    rooms(out, rooms.rooms());
                    out.writeBooleanProperty("more", rooms.more());
                }
                case Notice.Free free -> {
                    begin(out, "free", free.ref());
                    out.writeStringProperty("name", free.name());
                }
                case Notice.Acked acked -> acked(out, acked);
                case Notice.Refused refused -> refused(out, refused);
                case Notice.Page page -> {
                    begin(out, "page", page.ref());
                    room(out, page.room());
                    list(out, "entries", page.entries(), entry -> EventJson.entry(out, entry));
                    out.writeBooleanProperty("more", page.more());
                }
                case Notice.Handed handed -> {
                    begin(out, "hand", handed.ref());
                    out.writeStringProperty("code", handed.code());
                }
                case Notice.Ponged ponged -> begin(out, "pong", ponged.ref());
                case Notice.Heard heard -> {
                    begin(out, "entries", "");
                    room(out, heard.room());
                    out.writeNumberProperty("prev", heard.prev());
                    list(out, "entries", heard.entries(), entry -> EventJson.entry(out, entry));
                }
                case Notice.CaughtUp caughtUp -> {
                    begin(out, "caught-up", "");
                    room(out, caughtUp.room());
                    out.writeNumberProperty("seq", caughtUp.seq());
                }
                case Notice.Signal signal -> signal(out, signal);
                case Notice.Bye bye -> {
                    begin(out, "bye", "");
                    out.writeStringProperty("reason", bye.reason().text());
                    out.writeStringProperty("text", Words.english().of(bye));
                    out.writeBooleanProperty("reconnect", bye.reason().reconnect());
                }
            }
        });
    }

    /** Reads what {@link #write} wrote. Throws {@link Malformed} on anything else. */
    public static Notice read(byte[] bytes) {
        var in = Json.read(bytes);
        String type = in.string("type");
        String ref = in.optionalString("ref").orElse("");
        return switch (type) {
            case "welcome" -> welcome(ref, in);
            case "rooms" -> new Notice.Rooms(ref, in.objects("rooms", NoticeJson::roomInfo), in.flag("more"));
            case "free" -> new Notice.Free(ref, in.string("name"));
            case "ack" ->
                new Notice.Acked(
                        ref,
                        in.parsed("id", MessageId::of),
                        in.room(),
                        in.number("seq"),
                        Instant.ofEpochMilli(in.number("at")));
            case "error" ->
                new Notice.Refused(
                        ref,
                        new Refusal(Refusal.Code.of(in.string("code")), in.strings("details")),
                        in.optionalParsed("id", MessageId::of));
            case "page" -> new Notice.Page(ref, in.room(), entries(in), in.flag("more"));
            case "hand" -> new Notice.Handed(ref, in.string("code"));
            case "pong" -> new Notice.Ponged(ref);
            case "entries" -> new Notice.Heard(in.room(), in.number("prev"), entries(in));
            case "caught-up" -> new Notice.CaughtUp(in.room(), in.number("seq"));
            case "present" ->
                new Notice.Present(in.number("version"), in.objects("users", Fields::author), in.flag("more"));
            case "presence" ->
                new Notice.PresenceChanged(
                        in.number("version"),
                        in.objects("joined", Fields::author),
                        in.objects("left", Fields::author),
                        in.optionalStrings("gone").stream()
                                .map(NoticeJson::user)
                                .toList());
            case "typing" -> new Notice.Typing(in.room(), in.author());
            case "room" -> new Notice.Opened(roomInfo(in));
            case "skipped" -> new Notice.Skipped(in.room(), in.number("entries"));
            case "ping" -> new Notice.Pinged();
            case "bye" -> new Notice.Bye(reason(in.string("reason"), in.flag("reconnect")));
            default -> throw new Malformed(Refusal.of(Refusal.Code.UNKNOWN_TYPE, type));
        };
    }

    private static void welcome(JsonGenerator out, Notice.Welcome welcome) {
        begin(out, "welcome", welcome.ref());
        out.writeNumberProperty("version", VERSION);
        out.writeObjectPropertyStart("server");
        out.writeStringProperty("name", welcome.server().name());
        out.writeStringProperty("version", welcome.server().version());
        out.writeEndObject();
        EventJson.author(out, welcome.you());
        out.writeStringProperty("token", welcome.token());
        rooms(out, welcome.rooms());
        if (welcome.more()) out.writeBooleanProperty("more", true);
        out.writeObjectPropertyStart("limits");
        welcome.limits().forEach((limit, value) -> out.writeNumberProperty(limit.text(), value));
        out.writeEndObject();
    }

    private static void rooms(JsonGenerator out, List<Notice.RoomInfo> rooms) {
        list(out, "rooms", rooms, info -> {
            out.writeStartObject();
            roomInfo(out, info);
            out.writeEndObject();
        });
    }

    private static Notice welcome(String ref, Fields in) {
        var server = in.object("server");
        var given = in.object("limits");
        Map<Limit, Long> limits = new EnumMap<>(Limit.class);
        for (var limit : Limit.values()) given.optionalNumber(limit.text()).ifPresent(n -> limits.put(limit, n));
        return new Notice.Welcome(
                ref,
                new Notice.Server(server.string("name"), server.string("version")),
                in.author(),
                in.string("token"),
                limits,
                in.objects("rooms", NoticeJson::roomInfo),
                in.flag("more", false));
    }

    private static void acked(JsonGenerator out, Notice.Acked acked) {
        begin(out, "ack", acked.ref());
        out.writeStringProperty("id", acked.id().toString());
        room(out, acked.room());
        out.writeNumberProperty("seq", acked.seq());
        out.writeNumberProperty("at", acked.at().toEpochMilli());
    }

    private static void refused(JsonGenerator out, Notice.Refused refused) {
        begin(out, "error", refused.ref());
        out.writeStringProperty("code", refused.refusal().code().text());
        out.writeStringProperty("text", Words.english().of(refused.refusal()));
        list(out, "details", refused.refusal().details(), out::writeString);
        refused.id().ifPresent(id -> out.writeStringProperty("id", id.toString()));
    }

    private static void signal(JsonGenerator out, Notice.Signal signal) {
        switch (signal) {
            case Notice.Present present -> {
                begin(out, "present", "");
                out.writeNumberProperty("version", present.version());
                authors(out, "users", present.users());
                out.writeBooleanProperty("more", present.more());
            }
            case Notice.PresenceChanged changed -> {
                begin(out, "presence", "");
                out.writeNumberProperty("version", changed.version());
                authors(out, "joined", changed.joined());
                authors(out, "left", changed.left());
                if (!changed.gone().isEmpty()) {
                    out.writeArrayPropertyStart("gone");
                    for (var user : changed.gone()) out.writeString(user.toString());
                    out.writeEndArray();
                }
            }
            case Notice.Typing typing -> {
                begin(out, "typing", "");
                room(out, typing.room());
                EventJson.author(out, typing.user());
            }
            case Notice.Opened(Notice.RoomInfo info) -> {
                begin(out, "room", "");
                roomInfo(out, info);
            }
            case Notice.Skipped skipped -> {
                begin(out, "skipped", "");
                room(out, skipped.room());
                out.writeNumberProperty("entries", skipped.entries());
            }
            case Notice.Pinged() -> begin(out, "ping", "");
        }
    }

    private static UserId user(String id) {
        try {
            return UserId.of(id);
        } catch (IllegalArgumentException e) {
            throw Malformed.of("gone: there is no user " + id);
        }
    }

    /** A reason this client has not heard of yet is one of the two it can act on. */
    private static Notice.Reason reason(String text, boolean reconnect) {
        for (var reason : Notice.Reason.values()) if (reason.text().equals(text)) return reason;
        return reconnect ? Notice.Reason.TROUBLE : Notice.Reason.RULES;
    }

    private static List<Entry> entries(Fields in) {
        var room = in.room();
        return in.objects("entries", entry -> EventJson.entry(room, entry));
    }

    private static void roomInfo(JsonGenerator out, Notice.RoomInfo info) {
        room(out, info.room());
        info.with().ifPresent(with -> {
            out.writeName("with");
            EventJson.authorObject(out, with);
        });
        out.writeNumberProperty("last", info.last());
    }

    private static Notice.RoomInfo roomInfo(Fields in) {
        return new Notice.RoomInfo(in.room(), in.optionalObject("with").map(Fields::author), in.number("last"));
    }

    private static void authors(JsonGenerator out, String name, List<Author> authors) {
        list(out, name, authors, author -> EventJson.authorObject(out, author));
    }

    private static <T> void list(JsonGenerator out, String name, List<T> items, Consumer<T> write) {
        out.writeArrayPropertyStart(name);
        items.forEach(write);
        out.writeEndArray();
    }

    private static void begin(JsonGenerator out, String type, String ref) {
        out.writeStringProperty("type", type);
        if (!ref.isEmpty()) out.writeStringProperty("ref", ref);
    }

    private static void room(JsonGenerator out, RoomId room) {
        out.writeStringProperty("room", room.text());
    }
}
