package tertulia.desktop;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.zip.InflaterInputStream;
import javafx.scene.image.Image;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import org.jspecify.annotations.Nullable;
import tertulia.desktop.talk.Emoji;

/**
 * Pictures of emoji (Twemoji's; emoji/make.sh made the file), because JavaFX draws none in colours on Linux. They are read
 * when first asked for, by a thread of their own, and those used last are kept.
 */
final class Pictures {
    private static final int SIZE = 48;
    private static final int KEPT = 256;
    private static final ExecutorService READER = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().daemon().name("tertulia-emoji").factory());
    /** By name; belongs to the window's thread. */
    private static final Map<String, CompletableFuture<Optional<Image>>> USED = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, CompletableFuture<Optional<Image>>> eldest) {
            return size() > KEPT;
        }
    };
    /** Where each family is in the file; belongs to the reader. */
    private static @Nullable Map<String, Place> families;

    private static byte[] file = {};

    private Pictures() {}

    private record Place(int from, int length) {}

    /** The picture of this emoji, some time; nothing if there is none. It is completed by the reader's thread. */
    static CompletableFuture<Optional<Image>> of(String emoji) {
        return USED.computeIfAbsent(Emoji.name(emoji), name -> CompletableFuture.supplyAsync(() -> read(name), READER));
    }

    private static Optional<Image> read(String name) {
        try {
            if (families == null) families = open();
            var place = families.get(Emoji.family(name));
            if (place == null) return Optional.empty();
            var deflated = new ByteArrayInputStream(file, place.from(), place.length());
            try (var in = new DataInputStream(new InflaterInputStream(deflated))) {
                return picture(in, name);
            }
        } catch (IOException e) {
            throw new IllegalStateException("the pictures of emoji in this program are damaged", e);
        }
    }

    private static Map<String, Place> open() throws IOException {
        try (var stream = Objects.requireNonNull(Pictures.class.getResourceAsStream("emoji.bin"))) {
            file = stream.readAllBytes();
        }
        var in = new DataInputStream(new ByteArrayInputStream(file));
        int count = in.readInt();
        var lengths = new LinkedHashMap<String, Integer>();
        for (int i = 0; i < count; i++) lengths.put(in.readUTF(), in.readInt());
        int at = file.length - in.available();
        var places = new HashMap<String, Place>();
        for (var one : lengths.entrySet()) {
            places.put(one.getKey(), new Place(at, one.getValue()));
            at += one.getValue();
        }
        return places;
    }

    /** The one of this name among those of its family. */
    private static Optional<Image> picture(DataInputStream in, String name) throws IOException {
        while (true) {
            String here;
            try {
                here = in.readUTF();
            } catch (EOFException e) {
                return Optional.empty();
            }
            int[] colours = new int[in.readUnsignedByte() + 1];
            for (int i = 0; i < colours.length; i++) colours[i] = Integer.rotateRight(in.readInt(), 8);
            byte[] pixels = in.readNBytes(SIZE * SIZE);
            if (!here.equals(name)) continue;
            var picture = new WritableImage(SIZE, SIZE);
            var format = PixelFormat.createByteIndexedInstance(colours);
            picture.getPixelWriter().setPixels(0, 0, SIZE, SIZE, format, pixels, 0, SIZE);
            return Optional.of(picture);
        }
    }
}
