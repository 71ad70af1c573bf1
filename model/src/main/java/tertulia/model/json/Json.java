package tertulia.model.json;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tertulia.model.Refusal;
import tertulia.model.Utf8;
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
                    // Whoever reads from strangers bounds the whole object.
                    .maxNumberLength(Integer.MAX_VALUE)
                    .maxNameLength(Integer.MAX_VALUE)
                    .maxStringLength(Integer.MAX_VALUE)
                    .build())
            .build();

    /** An escape; in the group, a surrogate that no other one follows or goes before. */
    private static final Pattern ESCAPED = Pattern.compile(
            "\\\\(?:u[dD][89abAB]\\p{XDigit}{2}\\\\u[dD][c-fC-F]\\p{XDigit}{2}|(u[dD][89a-fA-F]\\p{XDigit}{2})|.)",
            Pattern.DOTALL);

    /** A null: as a field it is missing, and in a list it is nothing that anybody could ask for. */
    private static final Object NULL = new Object();

    private Json() {}

    /** Reads one object, all of the bytes. Throws {@link Malformed} if they are not one, or not UTF-8. */
    static Fields read(byte[] bytes) {
        // Parsers of bytes take overlong forms for the characters they would be; so it is text that is parsed.
        String text = Utf8.text(bytes).orElseThrow(() -> new Malformed(Refusal.of(Refusal.Code.NOT_UTF8)));
        try (var in = FACTORY.createParser(ObjectReadContext.empty(), whole(text))) {
            return whole(in);
        } catch (StreamConstraintsException e) {
            throw notJson("it is nested too deep");
        } catch (JacksonException e) { // Its own words speak of settings nobody here can make.
            throw notJson("character " + Math.max(0, e.getLocation().getCharOffset()) + " is not what should be there");
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
            if (fields.put(name, value(in, in.nextToken())) != null) fields.put(name, new Fields.Twice());
        }
        fields.values().removeIf(NULL::equals);
        return new Fields(fields);
    }

    private static Object value(JsonParser in, JsonToken token) {
        return switch (token) {
            case VALUE_STRING -> in.getString();
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> new Fields.Numeral(in.getString());
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case START_OBJECT -> object(in);
            case START_ARRAY -> array(in);
            case VALUE_NULL -> NULL;
            case null, default -> throw notJson("a value is expected here");
        };
    }

    private static List<Object> array(JsonParser in) {
        var values = new ArrayList<Object>();
        for (var token = in.nextToken(); token != JsonToken.END_ARRAY; token = in.nextToken()) {
            values.add(value(in, token));
        }
        return values;
    }

    /** The JSON with U+FFFD for escaped surrogates that stand alone, wherever: a text with one has no UTF-8. */
    private static String whole(String json) {
        if (!json.contains("\\u")) return json;
        return ESCAPED.matcher(json)
                .replaceAll(found -> found.group(1) == null ? Matcher.quoteReplacement(found.group()) : "\\\\ufffd");
    }
}
