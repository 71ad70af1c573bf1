package tertulia.desktop;

import com.ibm.icu.text.BreakIterator;
import java.util.Optional;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import org.jspecify.annotations.Nullable;
import tertulia.model.MessageId;
import tertulia.model.Words;

/** The part of one message that was selected by the mouse: by dragging, or a word or all by clicking twice or three times. */
final class Selecting {
    private final ObjectProperty<@Nullable Selected> selected = new SimpleObjectProperty<>();
    private int pressedAt;

    /** From here to there in the text that is shown of this message. */
    record Selected(MessageId message, int from, int to, String text) {}

    /** What is selected, if anything. */
    ObjectProperty<@Nullable Selected> selected() {
        return selected;
    }

    /** The text that is selected of this message, or of any. */
    Optional<String> text(@Nullable MessageId message) {
        return Optional.ofNullable(selected.get())
                .filter(one -> message == null || one.message().equals(message))
                .map(Selected::text);
    }

    void clear() {
        selected.set(null);
    }

    void pressed(MessageId message, Bubble bubble, MouseEvent event) {
        if (event.getButton() != MouseButton.PRIMARY) return;
        pressedAt = bubble.at(event.getX(), event.getY());
        String text = bubble.text();
        switch (event.getClickCount()) {
            case 1 -> clear();
            case 2 -> {
                var words = BreakIterator.getWordInstance(Words.ours().locale());
                words.setText(text);
                int to = pressedAt >= text.length() ? text.length() : words.following(pressedAt);
                set(message, text, words.preceding(to), to);
            }
            default -> set(message, text, 0, text.length());
        }
    }

    void dragged(MessageId message, Bubble bubble, MouseEvent event) {
        if (!event.isPrimaryButtonDown()) return;
        int at = bubble.at(event.getX(), event.getY());
        set(message, bubble.text(), Math.min(at, pressedAt), Math.max(at, pressedAt));
    }

    private void set(MessageId message, String text, int from, int to) {
        boolean isSome = from >= 0 && from < to && to <= text.length();
        selected.set(isSome ? new Selected(message, from, to, text.substring(from, to)) : null);
    }
}
