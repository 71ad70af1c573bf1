package tertulia.catalogue;

import com.ibm.icu.text.MessagePattern;
import com.ibm.icu.text.MessagePattern.ArgType;
import com.ibm.icu.text.MessagePattern.Part;

/**
 * A sentence of the catalogue as JSON that a browser fills in without parsing: a string, or an array of strings,
 * numbers (which part stands there) and plurals {@code {"of":0,"forms":{"=0":…,"one":…,"other":…}}}.
 */
final class Pattern {
    private final MessagePattern pattern;
    private final StringBuilder json = new StringBuilder();

    private Pattern(String text) {
        pattern = new MessagePattern(text);
    }

    /** The sentence (ICU MessageFormat with numbered parts and plurals) as JSON. Throws IllegalArgumentException if it is none. */
    static String json(String text) {
        var compiled = new Pattern(text);
        compiled.message(0, -1);
        return compiled.json.toString();
    }

    private void message(int start, int counted) {
        var pieces = new Pieces();
        int from = pattern.getPart(start).getLimit();
        for (int i = start + 1; ; i++) {
            Part part = pattern.getPart(i);
            pieces.text(pattern.getPatternString().substring(from, part.getIndex()));
            from = part.getLimit();
            switch (part.getType()) {
                case MSG_LIMIT -> {
                    pieces.end();
                    return;
                }
                case ARG_START -> {
                    pieces.next();
                    argument(i);
                    i = pattern.getLimitPartIndex(i);
                    from = pattern.getPart(i).getLimit();
                }
                case REPLACE_NUMBER -> {
                    pieces.next();
                    json.append(counted);
                }
                case INSERT_CHAR -> pieces.text(Character.toString(part.getValue()));
                case SKIP_SYNTAX -> {}
                default -> throw new IllegalArgumentException("cannot say " + part + " in a browser");
            }
        }
    }

    private void argument(int start) {
        int number = pattern.getPart(start + 1).getValue();
        if (pattern.getPart(start + 1).getType() != Part.Type.ARG_NUMBER)
            throw new IllegalArgumentException("parts have numbers, not names");
        ArgType type = pattern.getPart(start).getArgType();
        if (type == ArgType.NONE) json.append(number);
        else if (type == ArgType.PLURAL) plural(start, number);
        else throw new IllegalArgumentException("cannot say " + type + " in a browser");
    }

    private void plural(int start, int number) {
        json.append("{\"of\":").append(number).append(",\"forms\":{");
        String comma = "";
        int limit = pattern.getLimitPartIndex(start);
        for (int i = start + 2; i < limit; i++) {
            Part selector = pattern.getPart(i++);
            json.append(comma).append(Json.text(pattern.getSubstring(selector))).append(':');
            comma = ",";
            if (pattern.getPartType(i) == Part.Type.ARG_INT) i++;
            message(i, number);
            i = pattern.getLimitPartIndex(i);
        }
        json.append("}}");
    }

    /** The pieces of one message: strings that touch are joined, and a single string stands alone. */
    private final class Pieces {
        private final StringBuilder text = new StringBuilder();
        private final int begin = json.length();
        private int count;

        void text(String more) {
            text.append(more);
        }

        void next() {
            if (!text.isEmpty()) {
                comma();
                json.append(Json.text(text.toString()));
                text.setLength(0);
            }
            comma();
        }

        private void comma() {
            if (count++ > 0) json.append(',');
        }

        void end() {
            if (count == 0) {
                json.append(Json.text(text.toString()));
                return;
            }
            if (!text.isEmpty()) json.append(',').append(Json.text(text.toString()));
            json.insert(begin, '[').append(']');
        }
    }
}
