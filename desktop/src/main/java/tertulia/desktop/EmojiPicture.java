package tertulia.desktop;

import java.util.Optional;
import javafx.application.Platform;
import javafx.scene.AccessibleRole;
import javafx.scene.image.Image;
import javafx.scene.image.ImageView;
import javafx.scene.layout.Region;
import javafx.scene.text.Text;

/** An emoji in a line of text. Its room is kept until its picture was read; if there is none it is drawn as text. */
final class EmojiPicture extends Region {
    private final String emoji;
    private final double size;

    /** As high as suits text of this size. */
    EmojiPicture(String emoji, double textSize) {
        this.emoji = emoji;
        size = Math.round(textSize * 1.25);
        setMinSize(size, size);
        setPrefSize(size, size);
        setMaxSize(size, size);
        setAccessibleRole(AccessibleRole.IMAGE_VIEW);
        setAccessibleText(emoji);
        var picture = Pictures.of(emoji);
        if (picture.isDone()) draw(picture.join());
        else picture.thenAccept(read -> Platform.runLater(() -> draw(read)));
    }

    String emoji() {
        return emoji;
    }

    private void draw(Optional<Image> picture) {
        if (picture.isEmpty()) {
            var text = new Text(emoji);
            text.getStyleClass().add("text");
            text.setManaged(false);
            text.setY(getBaselineOffset());
            getChildren().setAll(text);
            text.layoutBoundsProperty().subscribe(bounds -> wide(Math.max(size, bounds.getWidth())));
            return;
        }
        var view = new ImageView(picture.get());
        view.setFitWidth(size);
        view.setFitHeight(size);
        view.setManaged(false);
        getChildren().setAll(view);
    }

    private void wide(double width) {
        setMinWidth(width);
        setPrefWidth(width);
        setMaxWidth(width);
    }

    /** It stands a little below the line of the letters. */
    @Override
    public double getBaselineOffset() {
        return Math.round(size * 0.8);
    }
}
