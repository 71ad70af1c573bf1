package tertulia.bench;

import java.io.StringWriter;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** What was found, by name, in the order in which it was put; one line of JSON. */
final class Result {
    private static final JsonFactory JSON = new JsonFactory();
    private final Map<String, Object> fields = new LinkedHashMap<>();

    Result put(String name, String value) {
        fields.put(name, value);
        return this;
    }

    Result put(String name, long value) {
        fields.put(name, value);
        return this;
    }

    /** A number that is not finite (nothing was measured to divide by) counts as 0. */
    Result put(String name, double value) {
        fields.put(name, Double.isFinite(value) ? value : 0.0);
        return this;
    }

    /** The counters of what went wrong. */
    Result put(Tally tally) {
        return put("bad", tally.bad)
                .put("dup", tally.dup)
                .put("gap", tally.gap)
                .put("lost", tally.lost)
                .put("disconnected", tally.disconnected);
    }

    /** A number that was put; 0 if none was. */
    double number(String name) {
        return fields.get(name) instanceof Number number ? number.doubleValue() : 0;
    }

    String text(String name) {
        return String.valueOf(fields.get(name));
    }

    /** Whether nothing went wrong. */
    boolean clean() {
        return !fields.containsKey("failed")
                && number("bad") + number("dup") + number("gap") + number("lost") + number("disconnected") == 0;
    }

    @Override
    public String toString() {
        var text = new StringWriter();
        try (var out = JSON.createGenerator(ObjectWriteContext.empty(), text)) {
            out.writeStartObject();
            fields.forEach((name, value) -> {
                out.writeName(name);
                switch (value) {
                    case Long number -> out.writeNumber(number);
                    case Double number -> out.writeNumber(rounded(number));
                    default -> out.writeString(value.toString());
                }
            });
            out.writeEndObject();
        }
        return text.toString();
    }

    /** Digits beyond the third after the point, or beyond the point in large numbers, are noise. */
    private static String rounded(double number) {
        return String.format(Locale.ROOT, Math.abs(number) >= 1000 ? "%.0f" : "%.3f", number);
    }
}
