package tertulia.model.json;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import tertulia.model.Refusal;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.util.ByteArrayBuilder;
import tools.jackson.core.util.JsonRecyclerPools;

/** Bytes to {@link Fields} and back. */
public final class Json {
    /** Deeper than any object of ours; what strangers may nest is {@link tertulia.model.Limit#JSON_DEPTH}, seen to before. */
    private static final int DEPTH = 32;

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .recyclerPool(JsonRecyclerPools.threadLocalPool())
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(DEPTH)
                    .maxNumberLength(1000)
                    .maxNameLength(200)
                    .maxStringLength(Integer.MAX_VALUE)
                    .build())
            .build();

    /** A null: as a field it is missing, and in a list it is nothing that anybody could ask for. */
    private static final Object NULL = new Object();

    private Json() {}

    /** Reads one object, all of the bytes. Throws {@link Malformed} if they are not one. */
    static Fields read(byte[] bytes) {
        try (var in = FACTORY.createParser(ObjectReadContext.empty(), bytes)) {
            return whole(in);
        } catch (StreamConstraintsException e) {
            throw notJson("a name or number is too long, or too deep");
        } catch (JacksonException e) { // Its own words speak of settings nobody here can make.
            throw notJson("byte " + Math.max(0, e.getLocation().getByteOffset()) + " is not what should be there");
        }
    }

    private static Fields whole(JsonParser in) {
        if (in.nextToken() != JsonToken.START_OBJECT) throw notJson("an object is expected");
        var fields = object(in);
        if (in.nextToken() != null) throw notJson("something follows the object");
        return fields;
    }

    /** Writes one object in one line, without a line end. */
    public static byte[] write(Consumer<JsonGenerator> fields) {
        try (var bytes = new ByteArrayBuilder(200)) {
            try (var out = FACTORY.createGenerator(ObjectWriteContext.empty(), bytes)) {
                out.writeStartObject();
                fields.accept(out);
                out.writeEndObject();
            }
            return bytes.toByteArray();
        }
    }

    private static Malformed notJson(String what) {
        return new Malformed(Refusal.of(Refusal.Code.NOT_JSON, what));
    }

    private static Fields object(JsonParser in) {
        Map<String, Object> fields = new LinkedHashMap<>();
        for (String name = in.nextName(); name != null; name = in.nextName()) {
            if (fields.put(name, value(in, in.nextToken())) != null)
                throw notJson("the field " + name + " stands twice");
        }
        fields.values().removeIf(NULL::equals);
        return new Fields(fields);
    }

    private static Object value(JsonParser in, JsonToken token) {
        return switch (token) {
            case VALUE_STRING -> whole(in.getString());
            case VALUE_NUMBER_INT -> number(in);
            case VALUE_NUMBER_FLOAT -> in.getDoubleValue();
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case START_OBJECT -> object(in);
            case START_ARRAY -> array(in);
            case VALUE_NULL -> NULL;
            case null, default -> throw notJson("a value is expected here");
        };
    }

    private static Object number(JsonParser in) {
        // Not with ?:, which would make both of them a double.
        if (in.getNumberType() == JsonParser.NumberType.BIG_INTEGER) return in.getDoubleValue();
        return in.getLongValue();
    }

    private static List<Object> array(JsonParser in) {
        var values = new ArrayList<Object>();
        for (var token = in.nextToken(); token != JsonToken.END_ARRAY; token = in.nextToken()) {
            values.add(value(in, token));
        }
        return values;
    }

    /** The text with U+FFFD for surrogates that stand alone: such a text has no UTF-8. */
    private static String whole(String text) {
        int lone = loneSurrogate(text, 0);
        if (lone < 0) return text;
        var repaired = new StringBuilder(text);
        for (; lone >= 0; lone = loneSurrogate(text, lone + 1)) repaired.setCharAt(lone, '\ufffd');
        return repaired.toString();
    }

    private static int loneSurrogate(String text, int from) {
        for (int i = from; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!Character.isSurrogate(c)) continue;
            boolean paired = Character.isHighSurrogate(c)
                    && i + 1 < text.length()
                    && Character.isLowSurrogate(text.charAt(i + 1));
            if (!paired) return i;
            i++;
        }
        return -1;
    }
}
