package tertulia.client;

import java.util.HashMap;
import java.util.Map;
import tertulia.model.RoomId;
import tertulia.model.UserId;

/**
 * Who one is at a server: the name one asked for, the user and handle one got, the token that makes one so again, and
 * the last seq one was shown of each room.
 */
public record Identity(
        Address server, String name, UserId user, String handle, String token, Map<RoomId, Long> cursors) {
    /** Keeps a copy of the cursors. */
    public Identity {
        cursors = Map.copyOf(cursors);
    }

    /** This identity, having seen as much of each room as either of the two. */
    Identity with(Identity other) {
        if (!other.user.equals(user)) return this;
        var furthest = new HashMap<>(cursors);
        other.cursors.forEach((room, seq) -> furthest.merge(room, seq, Math::max));
        return new Identity(server, name, user, handle, token, furthest);
    }

    /** The same user at another address of the server. */
    Identity at(Address other) {
        return new Identity(other, name, user, handle, token, cursors);
    }

    /** Tokens are secrets. */
    @Override
    public String toString() {
        return "Identity[" + handle + " at " + server + "]";
    }
}
