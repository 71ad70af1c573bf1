package tertulia.desktop;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tertulia.client.Address;
import tertulia.model.Words;

/** What the command line asks for: a language, and a server that is offered instead of the last one. */
record Arguments(Optional<String> lang, Optional<Address> server) {

    /** Throws IllegalArgumentException, with a sentence for the reader, on what is not understood. */
    static Arguments of(List<String> words) {
        var rest = new ArrayList<>(words);
        Optional<String> lang = Optional.empty();
        int at = rest.indexOf("--lang");
        if (at >= 0 && at + 1 < rest.size()) {
            lang = Optional.of(rest.get(at + 1));
            rest.subList(at, at + 2).clear();
        } else if (!rest.isEmpty() && rest.getFirst().startsWith("--lang=")) {
            lang = Optional.of(rest.removeFirst().substring("--lang=".length()));
        }
        if (lang.isPresent() && Words.speaking(lang.get()).isEmpty()) {
            throw wrong("trouble.lang", String.join(", ", Words.LANGUAGES), lang.get());
        }
        for (String word : rest) if (word.startsWith("-")) throw wrong("help.no-option", word);
        if (rest.size() > 1) throw wrong("help.too-much", rest.get(1));
        return new Arguments(lang, rest.stream().findFirst().map(Arguments::address));
    }

    private static Address address(String text) {
        try {
            return Address.of(text);
        } catch (IllegalArgumentException e) {
            throw wrong("trouble.address", text);
        }
    }

    private static IllegalArgumentException wrong(String key, String... parts) {
        return new IllegalArgumentException(Speech.of(key, (Object[]) parts));
    }
}
