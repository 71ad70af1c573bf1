package tertulia.terminal;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import tertulia.client.Address;
import tertulia.client.Client;
import tertulia.client.Identities;
import tertulia.model.Handle;
import tertulia.model.Line;
import tertulia.model.Visible;

/**
 * The lines of earlier visits, which the arrow keys bring back. Kept is only what everyone was told anyway: nothing private, no
 * key of a cipher, nothing that was enciphered, no command that may be a slip, and no line that begins with a blank.
 */
record Recall(Identities identities, Address server, String name) {
    private static final Set<String> HARMLESS = Set.of("help", "history", "who");

    /** The latest last; none if they cannot be read, for the client says so of the whole folder. */
    List<String> lines() {
        try {
            return identities.typed(server, name);
        } catch (IOException e) {
            return none(e);
        }
    }

    /** Keeps the line, if it is one to keep. */
    void keep(String line, Client client) {
        if (!isForEveryone(line, client)) return;
        try {
            identities.keepTyped(server, name, line);
        } catch (IOException e) {
            none(e);
        }
    }

    private static boolean isForEveryone(String line, Client client) {
        if (line.isEmpty() || Visible.isBlank(line.codePointAt(0))) return false;
        return switch (Line.of(line, client.limits(), client::knows)) {
            case Line.Plain plain -> isOpen(client);
            case Line.ToAll toAll -> isOpen(client);
            case Line.ToName toName -> false;
            case Line.Unclear unclear -> false;
            case Line.Slash slash -> HARMLESS.contains(slash.name());
        };
    }

    private static boolean isOpen(Client client) {
        return client.sealings().stream().noneMatch(sealing -> Handle.isAll(sealing.to()));
    }

    private static List<String> none(IOException e) {
        System.getLogger(Recall.class.getName()).log(System.Logger.Level.DEBUG, "typed lines", e);
        return List.of();
    }
}
