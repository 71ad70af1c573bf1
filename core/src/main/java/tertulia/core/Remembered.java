package tertulia.core;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import tertulia.model.Body;
import tertulia.model.Change;
import tertulia.model.Damaged;
import tertulia.model.Entry;
import tertulia.model.Event;
import tertulia.model.Talk;
import tertulia.model.Text;

/** A stored entry as far as its sender may ask for it again: no text, but 16 bytes (SHA-256, truncated) by which it is known. */
record Remembered(long seq, Instant at, long high, long low) {
    /** What one costs in the heap, with its key and its place in a map. */
    static final long BYTES = 208;

    static Remembered of(Entry entry, MessageDigest sha) {
        var digest = digest(entry.draft().event(), sha);
        return new Remembered(entry.seq(), entry.at(), digest.getLong(), digest.getLong());
    }

    /** Whether the event is the one that was stored. */
    boolean repeats(Event event, MessageDigest sha) {
        var digest = digest(event, sha);
        return digest.getLong() == high && digest.getLong() == low;
    }

    /** For one lane. */
    static MessageDigest sha() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private static ByteBuffer digest(Event event, MessageDigest sha) {
        switch (event) {
            case Talk.Said(Body body) -> {
                switch (body) {
                    case Text(String text, var cipher) -> {
                        sha.update((byte) (cipher.isPresent() ? 1 : 0));
                        cipher.ifPresent(name -> {
                            sha.update(name.getBytes(StandardCharsets.UTF_8));
                            sha.update((byte) 0);
                        });
                        sha.update(text.getBytes(StandardCharsets.UTF_8));
                    }
                }
            }
            case Damaged damaged -> throw new Bug("nothing can be compared with a damaged entry");
            case Change.Created created -> sha.update((created + "\u0000").getBytes(StandardCharsets.UTF_8));
        }
        return ByteBuffer.wrap(sha.digest());
    }
}
