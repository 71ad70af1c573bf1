package tertulia.desktop;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tertulia.client.Address;
import tertulia.model.Words;

/** What the command line asks for: a language, and a server that is offered instead of the last one. */
record Arguments(Optional<String> lang, Optional<Address> server) {

    /** Throws IllegalArgumentException on what is not understood. */
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
        boolean unknown = lang.isPresent() && Words.speaking(lang.get()).isEmpty();
        boolean option = !rest.isEmpty() && rest.getFirst().startsWith("-");
        if (unknown || option || rest.size() > 1) throw new IllegalArgumentException(String.join(" ", words));
        return new Arguments(lang, rest.stream().findFirst().map(Address::of));
    }
}
