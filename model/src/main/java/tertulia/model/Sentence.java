package tertulia.model;

import com.ibm.icu.text.MessagePattern;
import com.ibm.icu.text.MessagePattern.ArgType;
import com.ibm.icu.text.MessagePattern.Part;
import com.ibm.icu.text.PluralRules;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * Fills the parts into a sentence in ICU's syntax: {@code {0}} and plurals, numbers without grouping. ICU's own MessageFormat
 * does more, and takes long to load; the rules of plurals are loaded only where one is met.
 */
final class Sentence {
    private static final String LETTERS = "AEIOUYCNSZaeiouycnsz";
    private static final String ACCENTED = "ÀÉÎÕÜÝÇÑŠŽàéîõüýçñšž";

    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,15}");

    private final MessagePattern pattern;
    private final Object[] parts;
    private final boolean marked;
    private final Supplier<PluralRules> plurals;
    private final StringBuilder out = new StringBuilder();

    private Sentence(String text, Object[] parts, boolean marked, Supplier<PluralRules> plurals) {
        pattern = new MessagePattern(text);
        this.parts = parts;
        this.marked = marked;
        this.plurals = plurals;
    }

    /**
     * The sentence with its parts; {@code marked} puts it in brackets and accents on its letters. Throws
     * IllegalArgumentException for what is no such sentence.
     */
    static String filled(String text, Object[] parts, boolean marked, Supplier<PluralRules> plurals) {
        if (!marked && text.indexOf('{') < 0 && text.indexOf('\'') < 0) return text;
        var sentence = new Sentence(text, parts, marked, plurals);
        sentence.message(0, "");
        return marked ? "⟦" + sentence.out + "⟧" : sentence.out.toString();
    }

    private void message(int start, String count) {
        int from = pattern.getPart(start).getLimit();
        for (int i = start + 1; ; i++) {
            Part part = pattern.getPart(i);
            say(pattern.getPatternString().substring(from, part.getIndex()));
            from = part.getLimit();
            switch (part.getType()) {
                case MSG_LIMIT -> {
                    return;
                }
                case ARG_START -> {
                    argument(i);
                    i = pattern.getLimitPartIndex(i);
                    from = pattern.getPart(i).getLimit();
                }
                case REPLACE_NUMBER -> out.append(count);
                case INSERT_CHAR -> say(Character.toString(part.getValue()));
                case SKIP_SYNTAX -> {}
                default -> throw new IllegalArgumentException("cannot say " + part);
            }
        }
    }

    private void argument(int start) {
        if (pattern.getPartType(start + 1) != Part.Type.ARG_NUMBER)
            throw new IllegalArgumentException("parts have numbers, not names");
        int number = pattern.getPart(start + 1).getValue();
        String part = number < parts.length ? String.valueOf(parts[number]) : "{" + number + "}";
        ArgType type = pattern.getPart(start).getArgType();
        if (type == ArgType.NONE) out.append(part);
        else if (type == ArgType.PLURAL) message(form(start, part), part);
        else throw new IllegalArgumentException("cannot say " + type);
    }

    /**
     * Where the form for this count begins: {@code =2} before {@code few}, and {@code other} if there is neither. What a
     * server calls a count may be anything.
     */
    private int form(int start, String part) {
        double count = NUMBER.matcher(part).matches() ? Double.parseDouble(part) : Double.NaN;
        int other = start;
        int named = start;
        String name = "";
        int limit = pattern.getLimitPartIndex(start);
        for (int i = start + 2; i < limit; i++) {
            Part selector = pattern.getPart(i++);
            if (pattern.getPartType(i).hasNumericValue()) {
                if (pattern.getNumericValue(pattern.getPart(i++)) == count) return i;
            } else if (pattern.partSubstringMatches(selector, "other")) {
                other = i;
            } else {
                if (name.isEmpty())
                    name = Double.isNaN(count) ? "other" : plurals.get().select(count);
                if (pattern.partSubstringMatches(selector, name)) named = i;
            }
            i = pattern.getLimitPartIndex(i);
        }
        return named > start ? named : other;
    }

    private void say(String text) {
        if (!marked) {
            out.append(text);
            return;
        }
        for (int i = 0; i < text.length(); i++) {
            int letter = LETTERS.indexOf(text.charAt(i));
            out.append(letter < 0 ? text.charAt(i) : ACCENTED.charAt(letter));
        }
    }
}
