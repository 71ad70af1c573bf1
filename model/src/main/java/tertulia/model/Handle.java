package tertulia.model;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.text.SpoofChecker;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import rocks.xmpp.precis.PrecisProfiles;

/**
 * A user's unique name: 1–32 code points, PRECIS UsernameCasePreserved (RFC 8265 §3.4), without the characters that
 * protocols give a meaning to. Two handles are the same to people, and so to us, if their {@link #skeleton}s are equal.
 */
public record Handle(String text) {
    /** The name under which the server itself speaks; nobody else can have it. */
    public static final Handle SERVER = new Handle("SERVER");

    private static final String FORBIDDEN = "*?!@,:./#&$\"<>()";
    private static final String FORBIDDEN_FIRST = "{+~%";

    /** Nobody may look like these, in any disguise. */
    private static final Set<String> POSTS = Set.of(
            "ALL",
            "SERVER",
            "CONSOLE",
            "NickServ",
            "ChanServ",
            "MemoServ",
            "HistServ",
            "BotServ",
            "OperServ",
            "HostServ",
            "Global");

    /** What a first line may begin with in another protocol on the same port: IRC (RFC 2812) and HTTP (RFC 9110). */
    private static final Set<String> VERBS = Set.of(
            "ADMIN",
            "AUTHENTICATE",
            "AWAY",
            "BATCH",
            "CAP",
            "CHATHISTORY",
            "CONNECT",
            "DELETE",
            "DIE",
            "ERROR",
            "GET",
            "HEAD",
            "HELP",
            "INFO",
            "INVITE",
            "ISON",
            "JOIN",
            "KICK",
            "KILL",
            "LINKS",
            "LIST",
            "LUSERS",
            "MARKREAD",
            "METADATA",
            "MODE",
            "MONITOR",
            "MOTD",
            "NAMES",
            "NICK",
            "NOTICE",
            "OPER",
            "OPTIONS",
            "PART",
            "PASS",
            "PATCH",
            "PING",
            "PONG",
            "POST",
            "PRI",
            "PRIVMSG",
            "PROXY",
            "PUT",
            "QUIT",
            "REDACT",
            "REGISTER",
            "REHASH",
            "RESTART",
            "SERVICE",
            "SERVLIST",
            "SETNAME",
            "SQUERY",
            "SQUIT",
            "STATS",
            "SUMMON",
            "TAGMSG",
            "TIME",
            "TOPIC",
            "TRACE",
            "USER",
            "USERHOST",
            "USERS",
            "VERIFY",
            "VERSION",
            "WALLOPS",
            "WEBIRC",
            "WHO",
            "WHOIS",
            "WHOWAS");

    /** Whether the text may be somebody's handle, and if not, why. */
    public static Judged judge(String text, Limits limits) {
        if (text.isEmpty()) return no(Refusal.Code.NAME_EMPTY);
        long most = limits.of(Limit.HANDLE_CHARACTERS);
        // A character may take two chars; anything longer than that is not worth a closer look.
        if (text.length() > 2 * most || text.codePointCount(0, text.length()) > most) {
            return no(Refusal.Code.NAME_TOO_LONG, most);
        }
        if (text.codePoints().anyMatch(Handle::isWhitespace)) return no(Refusal.Code.NAME_WHITESPACE);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (FORBIDDEN.indexOf(c) >= 0 || i == 0 && FORBIDDEN_FIRST.indexOf(c) >= 0) {
                return no(Refusal.Code.NAME_CHARACTER, c);
            }
        }
        if (piles(text)) return no(Refusal.Code.NAME_CHARACTER, Visible.text(firstMark(text)));
        Handle handle;
        try {
            handle = new Handle(PrecisProfiles.USERNAME_CASE_PRESERVED.enforce(text));
        } catch (IllegalArgumentException e) { // The library's exceptions for all it refuses are of this kind.
            return no(Refusal.Code.NAME_CHARACTER, Visible.text(firstStrange(text)));
        }
        if (handle.text.codePointCount(0, handle.text.length()) > most) return no(Refusal.Code.NAME_TOO_LONG, most);
        if (VERBS.contains(handle.text.toUpperCase(Locale.ROOT))
                || Posts.SKELETONS.contains(handle.skeleton())
                || Posts.GLANCES.contains(handle.glance())) {
            return no(Refusal.Code.NAME_RESERVED, handle.text);
        }
        return new Judged.Good(handle);
    }

    private static final int MARKS = 3;

    /** Marks that have no letter to stand on, or pile up on one, draw over what stands beside the name. */
    private static boolean piles(String text) {
        int marks = MARKS;
        for (int c : text.codePoints().toArray()) {
            marks = isMark(c) ? marks + 1 : 0;
            if (marks > MARKS) return true;
        }
        return false;
    }

    private static boolean isMark(int c) {
        int type = Character.getType(c);
        return type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK;
    }

    private static String firstMark(String text) {
        return text.codePoints()
                .filter(Handle::isMark)
                .limit(1)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    /** The name regardless of letter case: what one is found by. */
    public String folded() {
        return UCharacter.foldCase(text, true);
    }

    /** The same in the other order: {@code AIice} with a capital i is {@code Alice} to the eye, though not to letter case. */
    public String glance() {
        return UCharacter.foldCase(Posts.LOOKS.getSkeleton(text), true);
    }

    /** What somebody whom a person typed is found by: the folded handle, or the folded text if it can be nobody's. */
    public static String lookedUp(String text, Limits limits) {
        boolean plain = text.chars().allMatch(c -> c > ' ' && c < 0x7f);
        if (!plain && judge(text, limits) instanceof Judged.Good(Handle handle)) return handle.folded();
        return UCharacter.foldCase(text, true);
    }

    /** What people see when they glance at it: the UTS #39 skeleton of its case-folded form. */
    public String skeleton() {
        return Posts.LOOKS.getSkeleton(folded());
    }

    /** Whether the text is {@code ALL} in any letter case: everybody, not a name. */
    public static boolean isAll(String text) {
        return text.equalsIgnoreCase("ALL");
    }

    /** What {@link #judge} found. */
    public sealed interface Judged {
        record Good(Handle handle) implements Judged {}

        record Bad(Refusal refusal) implements Judged {}
    }

    private static Judged no(Refusal.Code code, Object... details) {
        return new Judged.Bad(Refusal.of(code, details));
    }

    private static boolean isWhitespace(int c) {
        return Character.isWhitespace(c) || Character.isSpaceChar(c) || c == 0x85;
    }

    /** The first character that PRECIS would not take alone; what it minds may be a combination, then the first of all. */
    private static String firstStrange(String text) {
        for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
            String one = Character.toString(text.codePointAt(i));
            try {
                PrecisProfiles.USERNAME_CASE_PRESERVED.enforce("a" + one);
            } catch (IllegalArgumentException e) {
                return one;
            }
        }
        return Character.toString(text.codePointAt(0));
    }

    @Override
    public String toString() {
        return text;
    }

    /** Loaded with the first name that is judged, for the tables of look-alikes are large. */
    private static final class Posts {
        static final SpoofChecker LOOKS = new SpoofChecker.Builder().build();
        static final Set<String> SKELETONS = POSTS.stream()
                .map(post -> LOOKS.getSkeleton(UCharacter.foldCase(post, true)))
                .collect(Collectors.toUnmodifiableSet());
        static final Set<String> GLANCES = POSTS.stream()
                .map(post -> UCharacter.foldCase(LOOKS.getSkeleton(post), true))
                .collect(Collectors.toUnmodifiableSet());
    }
}
