package tertulia.desktop;

import java.time.Instant;
import java.util.function.Supplier;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import tertulia.client.Happening;
import tertulia.client.State;

/** The lines above all columns: how the connection stands, when it is not as it should be, and what else is to be known. */
final class Banner {
    private final String server;
    private Supplier<String> said = () -> "";
    private final Label text = new Label();
    private final Hyperlink again = new Hyperlink(Speech.of("web.connect"));
    private final HBox line = new HBox(text, again);
    private final Label note = new Label();
    private final HBox noteLine;
    private final VBox node;
    private @Nullable Instant lost;

    /** {@code back} goes to the page where one connects. */
    Banner(String server, Runnable back) {
        this.server = server;
        text.setId("banner");
        text.setMinHeight(Label.USE_PREF_SIZE);
        note.setId("note");
        note.setMinHeight(Label.USE_PREF_SIZE);
        again.setOnAction(event -> back.run());
        line.setId("banner-line");
        line.getStyleClass().addAll("banner", "offline");
        Button dismiss = Shapes.button(Shapes.CLOSE, Speech.of("web.close"), () -> say(() -> ""));
        noteLine = new HBox(note, dismiss);
        noteLine.getStyleClass().addAll("banner", "warn");
        node = new VBox(line, noteLine);
        for (var part : new HBox[] {line, noteLine}) part.managedProperty().bind(part.visibleProperty());
        again.managedProperty().bind(again.visibleProperty());
        line.setVisible(false);
        noteLine.setVisible(false);
    }

    Node node() {
        return node;
    }

    /** Tells something that stays until it is dismissed; nothing takes it away. */
    void say(Supplier<String> sentence) {
        said = sentence;
        RightToLeft.say(note, sentence.get());
        noteLine.setVisible(!note.getText().isEmpty());
    }

    /** Says what this one said, in the language of now. */
    void goOn(Banner before, State state) {
        lost = before.lost;
        say(before.said);
        stands(state);
    }

    void met(Happening.Met met) {
        say(() -> Speech.of(met.first() ? "desktop.met" : "desktop.met-again", met.server(), met.key()));
    }

    void stands(State state) {
        switch (state) {
            case State.Online online -> {
                lost = null;
                line.setVisible(false);
            }
            case State.Connecting connecting -> {}
            case State.Waiting(var until, var why) -> {
                var since = lost == null ? Instant.now() : lost;
                lost = since;
                tell(Speech.of("web.offline", Times.timeOfDay(since)), false);
            }
            case State.Ended(var why) -> tell(Speech.of("web.ended", Speech.why(why, server)), true);
            case State.Nameless nameless -> {}
        }
    }

    private void tell(String sentence, boolean over) {
        RightToLeft.say(text, sentence);
        again.setVisible(over);
        line.setVisible(true);
    }
}
