package tertulia.desktop;

import java.util.List;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import tertulia.client.Hue;
import tertulia.desktop.talk.Folding;
import tertulia.desktop.talk.Markup;
import tertulia.desktop.talk.Message;
import tertulia.desktop.talk.Row;
import tertulia.model.MessageId;
import tertulia.model.Refusal;

/**
 * A message: who said it and when, its text in a bubble, how far it came. It is drawn again and again for other messages, with
 * the same nodes, and lays them out itself, which is several times faster than nested boxes.
 */
final class MessageRow extends Region {
    private static final double BUBBLE = 608;
    private static final double RIGHT = 20;
    private static final double LEFT = 20;
    private static final double LEFT_OF_OWN = 66;
    private static final double CIRCLE = 36;
    private static final double GAP = 8;
    private static final PseudoClass FOUND = PseudoClass.getPseudoClass("found");
    private static final PseudoClass CALLED = PseudoClass.getPseudoClass("called");
    private static final PseudoClass OWN = PseudoClass.getPseudoClass("own");
    private static final PseudoClass ON = PseudoClass.getPseudoClass("on");
    private static final PseudoClass BIG = PseudoClass.getPseudoClass("big");

    private final MessageList list;
    private final Label circle = Shapes.avatar(CIRCLE);
    private final Label author = new Label();
    private final Label time = new Label();
    private final Label sign = new Label();
    private final Bubble bubble;
    private final VBox below = new VBox(2);
    private Row.@Nullable Said shown;

    MessageRow(MessageList list) {
        this.list = list;
        bubble = new Bubble(list.browser());
        author.getStyleClass().add("author");
        time.getStyleClass().add("time");
        sign.getStyleClass().add("sign");
        Hints.install(
                time, () -> shown == null ? "" : Times.whole(shown.message().at()));
        Hints.install(sign, sign::getAccessibleText);
        getChildren().setAll(circle, author, time, bubble, sign, below);
        list.found().subscribe(this::mark);
        list.selecting().selected().subscribe(this::select);
        bubble.addEventHandler(MouseEvent.MOUSE_PRESSED, event -> {
            if (shown != null) list.selecting().pressed(shown.message().id(), bubble, event);
        });
        bubble.addEventHandler(MouseEvent.MOUSE_DRAGGED, event -> {
            if (shown != null) list.selecting().dragged(shown.message().id(), bubble, event);
        });
    }

    private void mark(@Nullable MessageId found) {
        boolean isIt = shown != null && shown.message().id().equals(found);
        bubble.pseudoClassStateChanged(FOUND, isIt);
    }

    private void select(Selecting.@Nullable Selected now) {
        if (now != null && shown != null && shown.message().id().equals(now.message()))
            bubble.select(now.from(), now.to());
        else bubble.select(0, 0);
    }

    void show(Row.Said row) {
        shown = row;
        var message = row.message();
        boolean mine = message.mine();
        boolean first = row.first();
        show(circle, first && !mine);
        show(author, first && !mine);
        show(time, first);
        show(sign, mine);
        if (first && !mine) {
            Shapes.avatar(circle, message.author());
            author.setText(Speech.name(message.author()));
            author.getStyleClass()
                    .setAll("label", "author", "ink-" + Hue.of(message.author().id()));
        }
        String clock = Times.timeOfDay(message.at());
        time.setText(clock);
        if (mine) sign(message.standing());
        String text = Speech.lines(message.text());
        boolean big = Markup.isOnlyEmoji(text);
        var pieces = Markup.pieces(text);
        boolean isLong = Folding.isLong(text);
        boolean whole = !isLong || list.unfolded().contains(message.id());
        bubble.show(whole ? pieces : Folding.folded(pieces), big);
        bubble.pseudoClassStateChanged(OWN, mine);
        bubble.pseudoClassStateChanged(ON, !first);
        bubble.pseudoClassStateChanged(CALLED, list.isCalled(message));
        bubble.pseudoClassStateChanged(BIG, big);
        mark(list.found().get());
        select(list.selecting().selected().get());
        below.getChildren().clear();
        below.setAlignment(mine ? Pos.TOP_RIGHT : Pos.TOP_LEFT);
        if (isLong) below.getChildren().add(more(row, whole));
        message.cipher().ifPresent(cipher -> below.getChildren().add(CipherPanel.mark(message, cipher)));
        if (message.standing() instanceof Message.Standing.Refused(var refusal)) {
            below.getChildren().add(refused(message, refusal));
        }
        setAccessibleText(Speech.name(message.author()) + ": " + text + ", " + clock);
        requestLayout();
    }

    private static void show(Node node, boolean now) {
        node.setVisible(now);
    }

    /** How far a message of ours came. */
    private void sign(Message.Standing standing) {
        String state = switch (standing) {
            case Message.Standing.Waiting() -> "waiting";
            case Message.Standing.Stored stored -> "stored";
            case Message.Standing.Refused refused -> "refused";
        };
        if (state.equals(sign.getUserData())) return;
        sign.setUserData(state);
        sign.setText(state.equals("refused") ? "!" : "");
        sign.setGraphic(
                switch (standing) {
                    case Message.Standing.Waiting() -> Shapes.icon(Shapes.WAITING);
                    case Message.Standing.Stored stored -> Shapes.icon(Shapes.STORED);
                    case Message.Standing.Refused refused -> null;
                });
        sign.getStyleClass().setAll("label", "sign", state);
        sign.setAccessibleText(Speech.of("web.state." + state));
    }

    private Node more(Row.Said row, boolean whole) {
        var more = new Hyperlink(Speech.of(whole ? "web.less" : "web.whole"));
        more.getStyleClass().add("more");
        var id = row.message().id();
        more.setOnAction(event -> {
            if (!list.unfolded().remove(id)) list.unfolded().add(id);
            show(row);
        });
        return more;
    }

    private Node refused(Message message, Refusal refusal) {
        String why = Speech.of("web.not-sent", Speech.of(refusal));
        var label = new Label();
        label.getStyleClass().addAll("bad", "small");
        RightToLeft.say(label, why);
        var again = new Hyperlink(Speech.of("web.retry"));
        again.setOnAction(event -> list.ear().again(message));
        var discard = new Hyperlink(Speech.of("web.discard"));
        discard.setOnAction(event -> list.ear().discard(message));
        // Who has left for good does not come back.
        var row =
                refusal.code() == Refusal.Code.GONE ? new HBox(8, label, discard) : new HBox(8, label, again, discard);
        row.setAlignment(Pos.CENTER_RIGHT);
        return row;
    }

    private double above() {
        return author.isVisible() || circle.isVisible() ? 10 : shown != null && shown.first() ? 10 : 2;
    }

    private double begin() {
        return sign.isVisible() ? LEFT_OF_OWN : LEFT + CIRCLE + 10;
    }

    /** The width of what stands beside the bubble of a message of ours. */
    private double beside() {
        if (!sign.isVisible()) return 0;
        return GAP + sign.prefWidth(-1) + (time.isVisible() ? time.prefWidth(-1) + 4 : 0);
    }

    private double bubbleWidth(double width) {
        double most = Math.min(BUBBLE, width - begin() - beside() - RIGHT);
        return Math.min(most, Math.ceil(bubble.prefWidth(-1)));
    }

    @Override
    protected double computePrefHeight(double width) {
        double height = above() + Math.ceil(bubble.prefHeight(bubbleWidth(width))) + 2;
        if (author.isVisible()) height += Math.ceil(author.prefHeight(-1)) + 2;
        if (!below.getChildren().isEmpty()) height += Math.ceil(below.prefHeight(width - begin() - RIGHT)) + 2;
        return height;
    }

    @Override
    protected void layoutChildren() {
        double width = getWidth();
        double begin = begin();
        double y = above();
        if (author.isVisible()) {
            circle.resizeRelocate(LEFT, y, CIRCLE, CIRCLE);
            double high = Math.ceil(author.prefHeight(-1));
            double clock = time.prefWidth(-1);
            double name = Math.min(author.prefWidth(-1), width - begin - RIGHT - GAP - clock);
            author.resizeRelocate(begin, y, name, high);
            double low = author.getBaselineOffset() - time.getBaselineOffset();
            time.resizeRelocate(begin + name + GAP, y + low, clock, time.prefHeight(-1));
            y += high + 2;
        }
        double wide = bubbleWidth(width);
        double high = Math.ceil(bubble.prefHeight(wide));
        double x = sign.isVisible() ? width - RIGHT - wide : begin;
        bubble.resizeRelocate(x, y, wide, high);
        if (sign.isVisible()) {
            double at = x - GAP;
            for (var label : List.of(sign, time)) {
                if (!label.isVisible()) continue;
                double size = label.prefWidth(-1);
                at -= size;
                label.resizeRelocate(at, y + high - label.prefHeight(-1), size, label.prefHeight(-1));
                at -= 4;
            }
        }
        y += high + 2;
        double rest = width - begin - RIGHT;
        below.resizeRelocate(begin, y, rest, below.prefHeight(rest));
    }
}
