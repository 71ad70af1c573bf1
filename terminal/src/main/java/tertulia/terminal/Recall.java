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
final class Recall {
    private static final Set<String> HARMLESS = Set.of("help", "history", "who");

    private final Identities identities;
    private final Address server;
    private final String name;
    /** By what was typed, for the client may not have got to it yet. */
    private boolean enciphered;

    Recall(Identities identities, Address server, String name) {
        this.identities = identities;
        this.server = server;
        this.name = name;
    }

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

    private boolean isForEveryone(String line, Client client) {
        boolean open = switch (Line.of(line, client.limits(), client::knows)) {
            case Line.Plain plain -> isOpen(client);
            case Line.ToAll toAll -> isOpen(client);
            case Line.ToName toName -> false;
            case Line.Unclear unclear -> false;
            case Line.Slash slash -> {
                if (Order.of(slash) instanceof Order.Cipher(String to, var sealer) && Handle.isAll(to))
                    enciphered = sealer.isPresent();
                yield HARMLESS.contains(slash.name());
            }
        };
        return open && !line.isEmpty() && !Visible.isBlank(line.codePointAt(0));
    }

    private boolean isOpen(Client client) {
        return !enciphered && client.sealings().stream().noneMatch(sealing -> Handle.isAll(sealing.to()));
    }

    private static List<String> none(IOException e) {
        System.getLogger(Recall.class.getName()).log(System.Logger.Level.DEBUG, "typed lines", e);
        return List.of();
    }
}
