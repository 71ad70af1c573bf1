package tertulia.client;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/** The files in {@code protocol/vectors}, which say what the clients in both languages do. */
public final class Vectors {
    /** What stands for null. */
    private static final String NULL = "null";

    private Vectors() {}

    /** The cases in a file. Throws IOException if there is no such file; what is not of the expected form fails the test. */
    public static List<Step> cases(String file) throws IOException {
        return whole(file).steps("cases");
    }

    /** All of a file. */
    public static Step whole(String file) throws IOException {
        var path = Path.of("..", "protocol", "vectors", file);
        try (var in = new JsonFactory().createParser(ObjectReadContext.empty(), Files.readAllBytes(path))) {
            return new Step(value(in, in.nextToken()));
        }
    }

    /** An object in a file. */
    public record Step(Object json) {
        private Object field(String name) {
            var value = ((Map<?, ?>) json).get(name);
            if (value == null) throw new AssertionError("there is no " + name + " in " + json);
            return value;
        }

        public String text(String name) {
            return (String) field(name);
        }

        public long number(String name) {
            return (Long) field(name);
        }

        public boolean flag(String name) {
            return (Boolean) field(name);
        }

        public boolean has(String name) {
            return ((Map<?, ?>) json).containsKey(name);
        }

        public boolean isNull(String name) {
            return field(name).equals(NULL);
        }

        public List<Long> numbers(String name) {
            return list(name).stream().map(Long.class::cast).toList();
        }

        public List<String> texts(String name) {
            return list(name).stream().map(String.class::cast).toList();
        }

        public List<Step> steps(String name) {
            return list(name).stream().map(Step::new).toList();
        }

        public Map<String, Long> table(String name) {
            var table = new LinkedHashMap<String, Long>();
            ((Map<?, ?>) field(name)).forEach((key, value) -> table.put((String) key, (Long) value));
            return table;
        }

        public List<Object> list(String name) {
            return new ArrayList<>((List<?>) field(name));
        }
    }

    private static Object value(JsonParser in, JsonToken token) {
        return switch (token) {
            case START_OBJECT -> {
                var fields = new LinkedHashMap<String, Object>();
                for (String name = in.nextName(); name != null; name = in.nextName())
                    fields.put(name, value(in, in.nextToken()));
                yield fields;
            }
            case START_ARRAY -> {
                var items = new ArrayList<>();
                for (var next = in.nextToken(); next != JsonToken.END_ARRAY; next = in.nextToken())
                    items.add(value(in, next));
                yield items;
            }
            case VALUE_STRING -> in.getString();
            case VALUE_NUMBER_INT -> in.getLongValue();
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_NULL -> NULL;
            case END_OBJECT, END_ARRAY, NOT_AVAILABLE, PROPERTY_NAME, VALUE_EMBEDDED_OBJECT, VALUE_NUMBER_FLOAT ->
                throw new AssertionError("unexpected " + token);
        };
    }
}
