package tertulia.server.admin;

import tertulia.model.Author;
import tertulia.model.Refusal;
import tertulia.model.Visible;
import tertulia.model.Words;

/** What console and log say of people alike, harmless on a screen. */
final class Sayings {
    /** Of a name that was refused no more is shown. */
    private static final int NAME_CHARACTERS = 40;

    private Sayings() {}

    static String joined(Words words, Author user, String address) {
        return of(words, "console.joined", user.handle(), address);
    }

    static String left(Words words, Author user) {
        return of(words, "console.left", user.handle());
    }

    static String refused(Words words, String name, String address, Refusal why) {
        return of(words, "console.refused", shortened(name), address, shortened(words.of(why)));
    }

    static String of(Words words, String key, Object... parts) {
        return Visible.text(words.of(key, parts));
    }

    private static String shortened(String text) {
        int most = NAME_CHARACTERS * 4;
        if (text.codePointCount(0, text.length()) <= most) return text;
        return text.substring(0, text.offsetByCodePoints(0, most)) + " …";
    }
}
