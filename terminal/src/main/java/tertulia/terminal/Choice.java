package tertulia.terminal;

import java.io.PrintStream;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jline.reader.impl.completer.NullCompleter;
import tertulia.client.Address;
import tertulia.discovery.Finder;
import tertulia.discovery.Found;

/** Which server, where nobody has said: one of those that make themselves known on the network. */
record Choice(List<Found> found) {
    private static final int LISTENING_SECONDS = 2;

    /** Listens for two seconds, and for two more if none is heard by then. */
    static Choice ofNetwork() throws InterruptedException {
        var found = new AtomicReference<List<Found>>(List.of());
        var any = new CountDownLatch(1);
        var finder = Finder.start(now -> {
            found.set(now);
            any.countDown();
        });
        try {
            new CountDownLatch(1).await(LISTENING_SECONDS, TimeUnit.SECONDS);
            any.await(LISTENING_SECONDS, TimeUnit.SECONDS);
            return new Choice(found.get());
        } finally {
            finder.close();
        }
    }

    /** The only one there is; if there is none or more, {@code err} says so and how to choose. */
    Optional<Address> only(PrintStream err) {
        if (found.size() == 1) {
            err.println(Speech.of("found-one", found.getFirst().name(), address(found.getFirst())));
            return Optional.of(address(found.getFirst()));
        }
        if (found.isEmpty()) err.println(Speech.of("found-none"));
        else {
            err.println(Speech.of("found-several"));
            for (var one : found) err.println(Speech.of("found", one.name(), address(one)));
        }
        return Optional.empty();
    }

    /** The one that the person at the terminal chooses by its number; nothing if there is none, or to leave. */
    Optional<Address> ask(Setting setting) {
        var out = setting.terminal().writer();
        if (found.isEmpty()) {
            out.println(Speech.of("found-none"));
            out.flush();
            return Optional.empty();
        }
        out.println(Speech.of("found-here"));
        for (int i = 0; i < found.size(); i++) {
            var one = found.get(i);
            out.println(Speech.of("found-number", i + 1, one.name(), address(one)));
        }
        out.flush();
        var screen = setting.screen(NullCompleter.INSTANCE);
        try {
            while (true) {
                var typed = screen.ask(Speech.of("found-which"));
                if (typed.isEmpty()) return Optional.empty();
                var chosen = numbered(typed.get().strip());
                if (chosen.isPresent()) return chosen;
            }
        } finally {
            screen.close();
        }
    }

    /** The server of that number; the first if nothing was typed. */
    Optional<Address> numbered(String typed) {
        if (typed.isEmpty()) return Optional.of(address(found.getFirst()));
        if (!typed.matches("[0-9]{1,3}")) return Optional.empty();
        int number = Integer.parseInt(typed);
        return number < 1 || number > found.size() ? Optional.empty() : Optional.of(address(found.get(number - 1)));
    }

    private static Address address(Found found) {
        return new Address(found.host(), found.port(), found.tls());
    }
}
