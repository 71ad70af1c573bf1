package tertulia.bench;

/**
 * Walks through one JSON object in place, without making anything of it: fields in any order, values passed over or
 * looked at where they stand. Texts are seen as they are written, escapes and all. Throws IllegalStateException at the
 * first thing that is no JSON.
 */
final class Scan {
    byte[] bytes = {};
    int at;
    int to;
    /** Where the last name, or the last text read by {@link #text}, begins and ends. */
    int from;

    int end;

    void over(byte[] bytes, int from, int to) {
        this.bytes = bytes;
        this.at = from;
        this.to = to;
    }

    /** Goes into the object or array that stands here. */
    void enter() {
        byte opening = here();
        if (opening != '{' && opening != '[') throw broken();
        at++;
    }

    /** Whether the object or array has (yet) another element; goes past the comma before it, or out of the end. */
    boolean more() {
        byte next = here();
        if (next == ',') {
            at++;
            return true;
        }
        if (next != '}' && next != ']') return true;
        at++;
        return false;
    }

    /** Reads a field's name and stands before its value. */
    void name() {
        text();
        int nameFrom = from;
        int nameEnd = end;
        if (here() != ':') throw broken();
        at++;
        from = nameFrom;
        end = nameEnd;
    }

    /** Reads a text: it stands between {@link #from} and {@link #end}. */
    void text() {
        if (here() != '"') throw broken();
        from = ++at;
        while (bytes[at] != '"') {
            at += bytes[at] == '\\' ? 2 : 1;
            if (at >= to) throw broken();
        }
        end = at++;
    }

    long number() {
        long value = 0;
        int digits = 0;
        for (here(); at < to && bytes[at] >= '0' && bytes[at] <= '9'; at++, digits++)
            value = value * 10 + bytes[at] - '0';
        if (digits == 0) throw broken();
        return value;
    }

    /** Whether the name or text last read is this one. */
    boolean is(byte[] text) {
        return end - from == text.length && Wire.begins(bytes, from, end, text);
    }

    /** Passes over a value of any kind. */
    void skip() {
        switch (here()) {
            case '"' -> {
                int wasFrom = from;
                int wasEnd = end;
                text();
                from = wasFrom;
                end = wasEnd;
            }
            case '{', '[' -> nested();
            default -> {
                while (at < to && bytes[at] != ',' && bytes[at] != '}' && bytes[at] != ']') at++;
            }
        }
    }

    private void nested() {
        int depth = 0;
        do {
            byte next = here();
            if (next == '"') {
                skip();
                continue;
            }
            if (next == '{' || next == '[') depth++;
            if (next == '}' || next == ']') depth--;
            at++;
        } while (depth > 0);
    }

    private byte here() {
        while (at < to && bytes[at] <= ' ' && bytes[at] >= 0) at++;
        if (at >= to) throw broken();
        return bytes[at];
    }

    private IllegalStateException broken() {
        return new IllegalStateException("no JSON at " + at);
    }
}
