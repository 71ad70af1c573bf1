package tertulia.client;

import tertulia.model.UserId;

/** Which colour a user has, the same in every client (see protocol/vectors/colour.json). */
public final class Hue {
    private static final int COLOURS = 12;

    private Hue() {}

    /** The number of the colour: FNV-1a (32 bits) over the user id's characters, modulo 12. */
    public static int of(UserId user) {
        int hash = 0x811c9dc5;
        String id = user.toString();
        for (int i = 0; i < id.length(); i++) hash = (hash ^ id.charAt(i)) * 0x01000193;
        return Integer.remainderUnsigned(hash, COLOURS);
    }
}
