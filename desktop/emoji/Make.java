import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.zip.DeflaterOutputStream;
import javafx.application.Platform;
import javafx.scene.Group;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.SnapshotParameters;
import javafx.scene.image.WritableImage;
import javafx.scene.paint.Color;
import javafx.scene.shape.Circle;
import javafx.scene.shape.Ellipse;
import javafx.scene.shape.FillRule;
import javafx.scene.shape.SVGPath;
import javafx.scene.shape.Shape;
import javafx.scene.shape.StrokeLineCap;
import javafx.scene.shape.StrokeLineJoin;
import javafx.scene.transform.Affine;
import javafx.scene.transform.Rotate;
import javafx.scene.transform.Scale;
import javafx.scene.transform.Transform;
import javafx.scene.transform.Translate;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Element;

/**
 * Makes emoji.bin of a folder of Twemoji's drawings; see make.sh. The file: how many families; of each its name and the length
 * of its bytes; then their bytes, each family deflated. A family is an emoji in all tones of skin, which differ in little but
 * their colours. Of each picture: its name, how many colours less one, the colours (red, green, blue, alpha), and SIZE times
 * SIZE numbers of colours.
 */
class Make {
    static final int SIZE = 48;
    static final double DRAWN = 36;

    public static void main(String[] args) throws Exception {
        var done = new CountDownLatch(1);
        Platform.startup(() -> {
            try {
                make(Path.of(args[0]), Path.of(args[1]));
            } catch (Exception e) {
                e.printStackTrace();
            }
            done.countDown();
        });
        done.await();
        Platform.exit();
    }

    static void make(Path drawings, Path file) throws Exception {
        var families = new LinkedHashMap<String, ByteArrayOutputStream>();
        List<Path> all;
        try (var files = Files.list(drawings)) {
            all = files.sorted().toList();
        }
        for (var drawing : all) {
            String name = drawing.getFileName().toString().replace(".svg", "").replace("-fe0f", "");
            String family = name.replaceAll("-1f3f[b-f]", "");
            write(name, pixels(drawing), families.computeIfAbsent(family, key -> new ByteArrayOutputStream()));
        }
        try (var out = new DataOutputStream(Files.newOutputStream(file))) {
            out.writeInt(families.size());
            var parts = new ArrayList<byte[]>();
            for (var one : families.entrySet()) {
                var small = new ByteArrayOutputStream();
                try (var deflater = new DeflaterOutputStream(small, new java.util.zip.Deflater(9))) {
                    one.getValue().writeTo(deflater);
                }
                out.writeUTF(one.getKey());
                out.writeInt(small.size());
                parts.add(small.toByteArray());
            }
            for (var part : parts) out.write(part);
        }
        System.out.println(all.size() + " pictures, " + families.size() + " families, " + Files.size(file) + " bytes");
    }

    static int[] pixels(Path drawing) throws Exception {
        var svg = DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(drawing.toFile()).getDocumentElement();
        var group = new Group();
        children(svg, group, Color.BLACK);
        group.getTransforms().add(new Scale(SIZE / DRAWN, SIZE / DRAWN));
        var frame = new Group(group);
        new Scene(frame);
        var how = new SnapshotParameters();
        how.setFill(Color.TRANSPARENT);
        how.setViewport(new javafx.geometry.Rectangle2D(0, 0, SIZE, SIZE));
        var image = frame.snapshot(how, new WritableImage(SIZE, SIZE));
        int[] pixels = new int[SIZE * SIZE];
        image.getPixelReader()
                .getPixels(0, 0, SIZE, SIZE, javafx.scene.image.PixelFormat.getIntArgbInstance(), pixels, 0, SIZE);
        return pixels;
    }

    static void children(Element of, Group into, Color fill) {
        for (var node = of.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (!(node instanceof Element element)) continue;
            var colour = element.hasAttribute("fill") ? colour(element.getAttribute("fill")) : fill;
            Node drawn =
                    switch (element.getTagName()) {
                        case "path" -> {
                            var path = new SVGPath();
                            path.setContent(element.getAttribute("d"));
                            if (element.getAttribute("fill-rule").equals("evenodd")) path.setFillRule(FillRule.EVEN_ODD);
                            yield path;
                        }
                        case "circle" -> new Circle(number(element, "cx"), number(element, "cy"), number(element, "r"));
                        case "ellipse" ->
                            new Ellipse(
                                    number(element, "cx"),
                                    number(element, "cy"),
                                    number(element, "rx"),
                                    number(element, "ry"));
                        case "g" -> {
                            var group = new Group();
                            children(element, group, colour);
                            yield group;
                        }
                        default -> new Group();
                    };
            if (drawn instanceof Shape shape) {
                shape.setFill(colour);
                if (element.hasAttribute("stroke")) {
                    shape.setStroke(colour(element.getAttribute("stroke")));
                    shape.setStrokeWidth(element.hasAttribute("stroke-width") ? number(element, "stroke-width") : 1);
                    if (element.getAttribute("stroke-linecap").equals("round")) shape.setStrokeLineCap(StrokeLineCap.ROUND);
                    if (element.getAttribute("stroke-linejoin").equals("round"))
                        shape.setStrokeLineJoin(StrokeLineJoin.ROUND);
                }
                if (element.hasAttribute("fill-opacity")) shape.setOpacity(number(element, "fill-opacity"));
            }
            if (element.hasAttribute("opacity")) drawn.setOpacity(number(element, "opacity"));
            if (element.hasAttribute("transform")) drawn.getTransforms().setAll(transforms(element.getAttribute("transform")));
            into.getChildren().add(drawn);
        }
    }

    static Color colour(String text) {
        return text.equals("none") ? Color.TRANSPARENT : Color.web(text);
    }

    static double number(Element element, String attribute) {
        return element.hasAttribute(attribute) ? Double.parseDouble(element.getAttribute(attribute)) : 0;
    }

    static List<Transform> transforms(String text) {
        var all = new ArrayList<Transform>();
        var each = java.util.regex.Pattern.compile("(\\w+)\\(([^)]*)\\)").matcher(text);
        while (each.find()) {
            double[] n = java.util.regex.Pattern.compile("-?[0-9.]+(?:e-?\\d+)?")
                    .matcher(each.group(2))
                    .results()
                    .mapToDouble(one -> Double.parseDouble(one.group()))
                    .toArray();
            all.add(
                    switch (each.group(1)) {
                        case "rotate" -> n.length == 3 ? new Rotate(n[0], n[1], n[2]) : new Rotate(n[0]);
                        case "translate" -> new Translate(n[0], n.length > 1 ? n[1] : 0);
                        case "scale" -> new Scale(n[0], n.length > 1 ? n[1] : n[0]);
                        case "matrix" -> new Affine(n[0], n[2], n[4], n[1], n[3], n[5]);
                        default -> throw new IllegalArgumentException(text);
                    });
        }
        return all;
    }

    /** Of pixels that are alike up to so many bits the colours are one, so that there are at most 256. */
    static void write(String name, int[] pixels, ByteArrayOutputStream into) throws IOException {
        for (int[] bits : new int[][] {{4, 5}, {5, 5}, {5, 6}, {6, 6}}) {
            Map<Integer, Integer> numbers = new LinkedHashMap<>();
            var sums = new ArrayList<long[]>();
            byte[] indices = new byte[pixels.length];
            for (int i = 0; i < pixels.length; i++) {
                int a = pixels[i] >>> 24;
                int r = pixels[i] >> 16 & 255;
                int g = pixels[i] >> 8 & 255;
                int b = pixels[i] & 255;
                boolean none = a < 8;
                int key = none ? -1 : r >> bits[0] << 22 | g >> bits[0] << 14 | b >> bits[0] << 6 | Math.min(a + 8, 255) >> bits[1];
                int number = numbers.computeIfAbsent(key, k -> {
                    sums.add(new long[5]);
                    return sums.size() - 1;
                });
                long[] sum = sums.get(number);
                if (!none) {
                    sum[0] += r;
                    sum[1] += g;
                    sum[2] += b;
                    sum[3] += a;
                }
                sum[4]++;
                indices[i] = (byte) number;
            }
            if (sums.size() > 256) continue;
            var out = new DataOutputStream(into);
            out.writeUTF(name);
            out.writeByte(sums.size() - 1);
            for (var sum : sums) for (int c = 0; c < 4; c++) out.writeByte((int) Math.round((double) sum[c] / sum[4]));
            out.write(indices);
            return;
        }
        throw new IllegalStateException(name + " has too many colours");
    }
}
