package tertulia.desktop;

import static org.awaitility.Awaitility.await;

import java.util.Optional;
import javafx.event.Event;
import javafx.event.EventType;
import javafx.geometry.Point2D;
import javafx.scene.Node;
import javafx.scene.control.ListCell;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.PickResult;
import javafx.scene.text.Text;
import javafx.stage.Window;
import org.testfx.api.FxRobot;
import org.testfx.util.WaitForAsyncUtils;

/** The mouse of a window. */
final class Mouse {
    private final Desk desk;
    private boolean dragged;

    Mouse(Desk desk) {
        this.desk = desk;
    }

    /** Draws the mouse over this piece of text, from one part of its width to another, with its button held. */
    void drag(String text, double from, double to) {
        mouse(text, MouseEvent.MOUSE_PRESSED, from, 1);
        mouse(text, MouseEvent.MOUSE_DRAGGED, (from + to) / 2, 1);
        mouse(text, MouseEvent.MOUSE_DRAGGED, to, 1);
        mouse(text, MouseEvent.MOUSE_RELEASED, to, 1);
        mouse(text, MouseEvent.MOUSE_CLICKED, to, 1);
    }

    /** Clicks so often on this part of the width of this piece of text. */
    void click(String text, double at, int times) {
        for (int i = 1; i <= times; i++) {
            mouse(text, MouseEvent.MOUSE_PRESSED, at, i);
            mouse(text, MouseEvent.MOUSE_RELEASED, at, i);
            mouse(text, MouseEvent.MOUSE_CLICKED, at, i);
        }
    }

    /** The robot of the headless platform does not drag, and clicks too slowly for two to be one after the other. */
    private void mouse(String text, EventType<MouseEvent> what, double at, int times) {
        desk.front();
        var piece = await("the text " + text)
                .atMost(Desk.SOON)
                .until(
                        () -> Desk.fx(() -> desk.scene().getRoot().lookupAll(".bubble .text").stream()
                                .filter(one -> one instanceof Text there
                                        && there.getText().equals(text))
                                .findFirst()),
                        Optional::isPresent)
                .orElseThrow();
        Desk.fx(() -> {
            var bounds = piece.getBoundsInLocal();
            var local = new Point2D(bounds.getMinX() + at * bounds.getWidth(), bounds.getCenterY());
            var scene = piece.localToScene(local);
            var screen = piece.localToScreen(local);
            boolean held = !what.equals(MouseEvent.MOUSE_RELEASED) && !what.equals(MouseEvent.MOUSE_CLICKED);
            dragged = what.equals(MouseEvent.MOUSE_DRAGGED) || dragged && !what.equals(MouseEvent.MOUSE_PRESSED);
            Event.fireEvent(
                    piece,
                    new MouseEvent(
                            what,
                            scene.getX(),
                            scene.getY(),
                            screen.getX(),
                            screen.getY(),
                            MouseButton.PRIMARY,
                            times,
                            false,
                            false,
                            false,
                            false,
                            held,
                            false,
                            false,
                            true,
                            false,
                            !dragged,
                            new PickResult(piece, scene.getX(), scene.getY())));
            return piece;
        });
    }

    /** Clicks on the cell of this number in the list of this id. */
    void clickCell(String list, int at) {
        desk.front();
        Desk.fx(() -> {
            Window.getWindows().stream()
                    .filter(other -> !other.equals(desk.scene().getWindow()))
                    .forEach(other -> other.setX(5000));
            desk.scene().getWindow().setX(0);
            return list;
        });
        WaitForAsyncUtils.waitForFxEvents();
        Node cell = Desk.fx(() -> desk.scene().getRoot().lookupAll("#" + list + " .list-cell").stream()
                .filter(one -> one instanceof ListCell<?> cells && cells.getIndex() == at)
                .findFirst()
                .orElseThrow());
        new FxRobot().clickOn(cell);
    }
}
