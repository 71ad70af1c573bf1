package tertulia.core;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import tertulia.model.UserId;

/**
 * Resume tokens: a user id and the first half of its HMAC-SHA256 by the server's key, as 43 characters of base64url. And the
 * user ids of new guests, by the same key from the id of their hello.
 */
final class Tokens {
    private static final int BYTES = 32;

    private final SecretKey key;

    Tokens(SecretKey key) {
        this.key = key;
    }

    String make(UserId user) {
        byte[] id = bytes(user);
        byte[] token = Arrays.copyOf(id, BYTES);
        System.arraycopy(sign(id), 0, token, 16, 16);
        return encode(token);
    }

    private static String encode(byte[] token) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(token);
    }

    /** The guest whose first hello has this id, however often it is said. */
    UserId newcomer(UUID hello) {
        byte[] bytes = "hello %s".formatted(hello).getBytes(StandardCharsets.US_ASCII);
        var numbers = ByteBuffer.wrap(sign(bytes));
        return new UserId(numbers.getLong(), numbers.getLong());
    }

    /** Whose token it is; empty if it is none of this server's. */
    Optional<UserId> read(String text) {
        byte[] token;
        try {
            token = Base64.getUrlDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
        if (token.length != BYTES || !encode(token).equals(text)) return Optional.empty();
        byte[] id = Arrays.copyOf(token, 16);
        byte[] signature = Arrays.copyOf(sign(id), 16);
        if (!MessageDigest.isEqual(signature, Arrays.copyOfRange(token, 16, BYTES))) return Optional.empty();
        var numbers = ByteBuffer.wrap(id);
        return Optional.of(new UserId(numbers.getLong(), numbers.getLong()));
    }

    private static byte[] bytes(UserId user) {
        return ByteBuffer.allocate(16).putLong(user.high()).putLong(user.low()).array();
    }

    private byte[] sign(byte[] bytes) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            return mac.doFinal(bytes);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has HmacSHA256", e);
        }
    }
}
