package tertulia.model.json;

import java.time.Instant;
import java.util.List;
import tertulia.model.Author;
import tertulia.model.Body;
import tertulia.model.Change;
import tertulia.model.Damaged;
import tertulia.model.Draft;
import tertulia.model.Entry;
import tertulia.model.Event;
import tertulia.model.MessageId;
import tertulia.model.RoomId;
import tertulia.model.Talk;
import tertulia.model.Text;
import tools.jackson.core.JsonGenerator;

/** Events as JSON: the form in which logs keep them, and part of every entry that travels. */
public final class EventJson {
    private EventJson() {}

    public static byte[] write(Event event) {
        return Json.write(out -> fields(out, event));
    }

    /** Throws {@link Malformed} if the bytes are no event. */
    public static Event read(byte[] bytes) {
        return event(Json.read(bytes));
    }

    static void fields(JsonGenerator out, Event event) {
        switch (event) {
            case Talk.Said(Body body) -> {
                out.writeStringProperty("event", "said");
                body(out, body);
            }
            case Change.Created(List<Author> members) -> {
                out.writeStringProperty("event", "created");
                out.writeArrayPropertyStart("members");
                for (var member : members) authorObject(out, member);
                out.writeEndArray();
            }
            case Damaged damaged -> out.writeStringProperty("event", "damaged");
        }
    }

    static Event event(Fields in) {
        String event = in.string("event");
        return switch (event) {
            case "said" -> new Talk.Said(body(in));
            case "created" -> new Change.Created(in.objects("members", Fields::author));
            case "damaged" -> new Damaged();
            default -> throw Malformed.of("there is no event " + event);
        };
    }

    static void body(JsonGenerator out, Body body) {
        switch (body) {
            case Text text -> {
                out.writeStringProperty("text", text.text());
                text.cipher().ifPresent(cipher -> out.writeStringProperty("cipher", cipher));
            }
        }
    }

    static Body body(Fields in) {
        var cipher = in.optionalString("cipher");
        if (cipher.isPresent() && cipher.get().length() > 40) throw Malformed.of("the field cipher is too long");
        return new Text(in.string("text"), cipher);
    }

    static void author(JsonGenerator out, Author author) {
        out.writeStringProperty("user", author.id().toString());
        out.writeStringProperty("name", author.handle().text());
    }

    static void authorObject(JsonGenerator out, Author author) {
        out.writeStartObject();
        author(out, author);
        out.writeEndObject();
    }

    static void entry(JsonGenerator out, Entry entry) {
        out.writeStartObject();
        out.writeNumberProperty("seq", entry.seq());
        out.writeNumberProperty("at", entry.at().toEpochMilli());
        author(out, entry.draft().author());
        out.writeStringProperty("id", entry.draft().id().toString());
        fields(out, entry.draft().event());
        out.writeEndObject();
    }

    static Entry entry(RoomId room, Fields in) {
        var draft = new Draft(in.author(), in.parsed("id", MessageId::of), event(in));
        return new Entry(room, in.number("seq"), Instant.ofEpochMilli(in.number("at")), draft);
    }
}
