package tertulia.desktop;

import java.util.Objects;
import javafx.beans.InvalidationListener;
import javafx.scene.control.ListView;
import javafx.scene.control.skin.VirtualFlow;
import javafx.scene.input.InputEvent;
import org.jspecify.annotations.Nullable;
import tertulia.desktop.talk.Row;
import tertulia.model.MessageId;

/**
 * Where the reader is in a list of messages: at its end, or at the message on top. Only the reader moves it, or who asks for
 * another place; rows that come, go or become higher do not. What a layout moved is put back before it is drawn.
 */
final class Place {
    /** The heights of rows that were not yet drawn are guesses, so that one jump may miss. */
    private static final int TRIES = 4;
    /** So few rows are scrolled to, more are jumped over. */
    private static final int FEW = 4;

    private final ListView<Row> list;
    private final Runnable moved;
    private @Nullable VirtualFlow<?> flow;
    private boolean atEnd = true;
    private @Nullable MessageId top;
    private int index;
    private double y;
    /** Whether rows or sizes changed since it was noted. */
    private boolean shaken = true;
    /** Whether the reader may have moved since it was noted. */
    private boolean touched;

    /** {@code moved} is told when the reader moved, or rows changed, after they were laid out. */
    Place(ListView<Row> list, Runnable moved) {
        this.list = list;
        this.moved = moved;
        Runnable laidOut = this::laidOut;
        list.sceneProperty().subscribe((before, now) -> {
            if (before != null) before.removePostLayoutPulseListener(laidOut);
            if (now != null) now.addPostLayoutPulseListener(laidOut);
        });
        InvalidationListener changed = rows -> shaken = true;
        list.getItems().addListener(changed);
        list.widthProperty().subscribe(width -> shaken = true);
        list.heightProperty().subscribe(height -> shaken = true);
        list.addEventFilter(InputEvent.ANY, event -> touched = true);
    }

    /** Whether the reader sees the end. */
    boolean isAtEnd() {
        return atEnd;
    }

    /** Goes to the end, and stays there. */
    void end() {
        atEnd = true;
        shake();
    }

    /** Goes to this message, so many pixels below the upper edge. */
    void at(MessageId message, double pixels) {
        atEnd = false;
        top = message;
        y = pixels;
        shake();
    }

    private void shake() {
        shaken = true;
        list.requestLayout();
    }

    /** Lets rows change, after it is noted where the reader is. */
    void keep(Runnable change) {
        if (touched && !shaken && flow != null) {
            list.layout(); // A key may have moved it, which counts from the next layout.
            note(flow);
        }
        change.run();
    }

    private void laidOut() {
        if (flow == null && list.lookup(".virtual-flow") instanceof VirtualFlow<?> there) flow = there;
        if (flow == null || list.getItems().isEmpty()) return;
        boolean changed = shaken || touched;
        if (touched && !shaken) note(flow);
        else if (atEnd) toEnd(flow);
        else {
            toTop(flow);
            atEnd = isEndInView(flow);
        }
        shaken = false;
        touched = false;
        if (changed) moved.run();
    }

    private void note(VirtualFlow<?> flow) {
        touched = false;
        var first = flow.getFirstVisibleCell();
        var last = flow.getLastVisibleCell();
        if (first == null || last == null) return;
        atEnd = isEndInView(flow);
        for (int i = first.getIndex();
                i <= last.getIndex() && i < list.getItems().size();
                i++) {
            if (!(list.getItems().get(i) instanceof Row.Said(var message, boolean begins))) continue;
            top = message.id();
            index = i;
            y = flow.getCell(i).getLayoutY();
            return;
        }
    }

    private boolean isEndInView(VirtualFlow<?> flow) {
        var last = flow.getLastVisibleCell();
        return last != null
                && last.getIndex() >= list.getItems().size() - 1
                && last.getLayoutY() + last.getHeight() <= flow.getHeight() + 4;
    }

    /** Whether this message is below what is in view. */
    boolean isBelow(MessageId message) {
        var last = flow == null ? null : flow.getLastVisibleCell();
        if (last == null) return false;
        for (int i = last.getIndex() + 1; i < list.getItems().size(); i++) {
            if (list.getItems().get(i) instanceof Row.Said(var said, boolean begins)
                    && said.id().equals(message)) return true;
        }
        return false;
    }

    private void toEnd(VirtualFlow<?> flow) {
        int end = list.getItems().size() - 1;
        for (int n = 0; n < TRIES; n++) {
            var first = flow.getFirstVisibleCell();
            var last = flow.getLastVisibleCell();
            if (first == null || last == null) return;
            if (last.getIndex() < end - FEW) {
                list.scrollTo(end);
            } else if (last.getIndex() < end) {
                // Much cheaper than a jump, which measures a screenful of rows anew.
                if (flow.scrollPixels(flow.getHeight()) == 0) list.scrollTo(end);
            } else {
                double below = last.getLayoutY() + last.getHeight() - flow.getHeight();
                boolean allInView = first.getIndex() == 0 && first.getLayoutY() >= 0 && below <= 0;
                if (Math.abs(below) < 1 || allInView || flow.scrollPixels(below) == 0) return;
            }
            list.layout();
        }
    }

    private void toTop(VirtualFlow<?> flow) {
        if (!isTop(index)) {
            index = 0;
            while (index < list.getItems().size() && !isTop(index)) index++;
        }
        if (index >= list.getItems().size()) return; // It is not here any more.
        for (int n = 0; n < TRIES; n++) {
            var first = flow.getFirstVisibleCell();
            var last = flow.getLastVisibleCell();
            if (first == null || last == null) return;
            if (index < first.getIndex() || index > last.getIndex()) {
                list.scrollTo(index);
            } else {
                double away = flow.getCell(index).getLayoutY() - y;
                if (Math.abs(away) < 1 || flow.scrollPixels(away) == 0) return;
            }
            list.layout();
        }
    }

    private boolean isTop(int i) {
        return i < list.getItems().size()
                && list.getItems().get(i) instanceof Row.Said(var message, boolean begins)
                && Objects.equals(message.id(), top);
    }

    /** How many rows are above what is in view. */
    int above() {
        var first = flow == null ? null : flow.getFirstVisibleCell();
        return first == null ? 0 : first.getIndex();
    }
}
