package tertulia.e2e;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/** A JSON object as any script would see it. */
public record Json(String line, Map<String, Object> fields) {
    private static final JsonFactory FACTORY = new JsonFactory();

    public static Json read(String line) {
        try (var in = FACTORY.createParser(ObjectReadContext.empty(), line)) {
            if (in.nextToken() != JsonToken.START_OBJECT) throw new AssertionError("not an object: " + line);
            var fields = object(in);
            if (in.nextToken() != null) throw new AssertionError("more than one object in a line: " + line);
            return new Json(line, fields);
        }
    }

    /** An object of these names and values by turns: texts, numbers, flags, and maps of numbers. */
    public static String write(Object... fields) {
        var json = new StringBuilder("{");
        for (int i = 0; i < fields.length; i += 2) {
            if (i > 0) json.append(',');
            json.append(quoted(fields[i].toString())).append(':').append(value(fields[i + 1]));
        }
        return json.append('}').toString();
    }

    public String type() {
        return text("type");
    }

    boolean has(String name) {
        return fields.containsKey(name);
    }

    public String text(String name) {
        return (String) field(name);
    }

    public long number(String name) {
        return (Long) field(name);
    }

    boolean flag(String name) {
        return (Boolean) field(name);
    }

    Json object(String name) {
        return nested(field(name));
    }

    public List<Json> objects(String name) {
        return ((List<?>) field(name)).stream().map(this::nested).toList();
    }

    private Object field(String name) {
        return Objects.requireNonNull(fields.get(name), () -> "no " + name + " in " + line);
    }

    private Json nested(Object value) {
        var copy = new LinkedHashMap<String, Object>();
        ((Map<?, ?>) value).forEach((name, field) -> copy.put((String) name, field));
        return new Json(line, copy);
    }

    private static Map<String, Object> object(JsonParser in) {
        Map<String, Object> fields = new LinkedHashMap<>();
        for (String name = in.nextName(); name != null; name = in.nextName()) {
            fields.put(name, value(in, in.nextToken()));
        }
        return fields;
    }

    private static Object value(JsonParser in, JsonToken token) {
        return switch (token) {
            case VALUE_STRING -> in.getString();
            case VALUE_NUMBER_INT -> in.getLongValue();
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case START_OBJECT -> object(in);
            case START_ARRAY -> {
                var values = new ArrayList<Object>();
                for (var next = in.nextToken(); next != JsonToken.END_ARRAY; next = in.nextToken()) {
                    values.add(value(in, next));
                }
                yield values;
            }
            default -> throw new AssertionError("the server never sends " + token);
        };
    }

    private static String value(Object value) {
        return switch (value) {
            case Number number -> number.toString();
            case Boolean flag -> flag.toString();
            case Map<?, ?> map ->
                write(map.entrySet().stream()
                        .flatMap(entry -> List.<Object>of(entry.getKey(), entry.getValue()).stream())
                        .toArray());
            default -> quoted(value.toString());
        };
    }

    private static String quoted(String text) {
        var json = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') json.append('\\').append(c);
            else if (c < ' ') json.append(String.format("\\u%04x", (int) c));
            else json.append(c);
        }
        return json.append('"').toString();
    }
}
