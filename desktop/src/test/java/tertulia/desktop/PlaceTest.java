package tertulia.desktop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javafx.application.Platform;
import javafx.event.Event;
import javafx.scene.control.IndexedCell;
import javafx.scene.control.ListView;
import javafx.scene.control.skin.VirtualFlow;
import javafx.scene.input.ScrollEvent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tertulia.client.FakeServer;
import tertulia.desktop.talk.Row;
import tertulia.model.Author;

/** The reader stays in the same place, whatever comes. */
final class PlaceTest {
    private static final Author ZOE = FakeServer.somebody("Zoe");

    @TempDir
    Path folder;

    /** What is at an edge of the list: the row's text, and how far from the edge it is. */
    private record Edge(String text, double pixels) {}

    private static VirtualFlow<?> flow(Desk desk) {
        return (VirtualFlow<?>) desk.node("messages", ListView.class).lookup(".virtual-flow");
    }

    private static Edge edge(IndexedCell<?> cell, double pixels) {
        return new Edge(cell.getItem() instanceof Row.Said said ? said.message().text() : "", pixels);
    }

    private static Edge bottom(Desk desk) {
        return Desk.fx(() -> {
            var flow = flow(desk);
            var last = flow.getLastVisibleCell();
            return edge(last, flow.getHeight() - last.getLayoutY() - last.getHeight());
        });
    }

    private static Edge top(Desk desk) {
        return Desk.fx(() -> {
            var flow = flow(desk);
            int i = flow.getFirstVisibleCell().getIndex();
            while (!(flow.getCell(i).getItem() instanceof Row.Said)) i++;
            return edge(flow.getCell(i), flow.getCell(i).getLayoutY());
        });
    }

    /** The wheel turned by so much. */
    static ScrollEvent wheel(double pixels) {
        return new ScrollEvent(
                ScrollEvent.SCROLL,
                10,
                10,
                10,
                10,
                false,
                false,
                false,
                false,
                false,
                false,
                0,
                pixels,
                0,
                pixels,
                ScrollEvent.HorizontalTextScrollUnits.NONE,
                0,
                ScrollEvent.VerticalTextScrollUnits.NONE,
                0,
                0,
                null);
    }

    /** Turns the wheel; up is more than nothing. */
    private static void turn(Desk desk, double pixels) throws InterruptedException {
        Desk.fx(() -> {
            var wheel = wheel(pixels);
            Event.fireEvent(flow(desk), wheel);
            return wheel;
        });
        frames(desk, 2);
    }

    /** Waits until so many more frames were laid out. */
    static void frames(Desk desk, int count) throws InterruptedException {
        var frames = new CountDownLatch(count);
        Runnable one = frames::countDown;
        var scene = Desk.fx(() -> {
            desk.scene().addPostLayoutPulseListener(one);
            return desk.scene();
        });
        long end = System.nanoTime() + Desk.SOON.toNanos();
        do Platform.requestNextPulse();
        while (!frames.await(5, TimeUnit.MILLISECONDS) && System.nanoTime() < end);
        assertThat(frames.getCount()).as("frames that did not come").isZero();
        Desk.fx(() -> {
            scene.removePostLayoutPulseListener(one);
            return scene;
        });
    }

    private static String text(int n) {
        return "message " + n + " goes on".repeat(n * 7 % 31) + (n % 5 == 0 ? "\nand on" : "");
    }

    @Test
    void theEndIsNeverCutAndStaysInView() throws Exception {
        try (var server = new FakeServer(21);
                var desk = new Desk(folder, server.address()).join("Ana")) {
            for (int n = 0; n < 60; n++) {
                server.says(ZOE, Optional.empty(), text(n));
                desk.until(text(n));
                frames(desk, 2);
                var last = bottom(desk);
                assertThat(last.text()).isEqualTo(text(n));
                assertThat(last.pixels()).as("the room below " + n).isGreaterThan(-1);
                if (n > 40) assertThat(last.pixels()).as("the room below " + n).isLessThan(1);
            }
            desk.say("and mine");
            desk.until("and mine");
            frames(desk, 2);
            assertThat(bottom(desk).text()).isEqualTo("and mine");
        }
    }

    @Test
    void whoReadsAboveIsNotMovedByWhatIsSaidBelowNorByHistoryAbove() throws Exception {
        try (var server = new FakeServer(22)) {
            for (int n = 0; n < 350; n++) server.says(ZOE, Optional.empty(), text(n));
            try (var desk = new Desk(folder, server.address()).join("Ana")) {
                desk.until(text(349));
                frames(desk, 3);
                assertThat(bottom(desk).text()).isEqualTo(text(349));
                int here = desk.texts().size();
                assertThat(here).isLessThan(350);
                turn(desk, 700);
                var before = top(desk);
                for (int n = 350; n < 380; n++) server.says(ZOE, Optional.empty(), text(n));
                desk.until(text(379));
                frames(desk, 2);
                assertThat(same(top(desk), before))
                        .as(before + " / " + top(desk))
                        .isTrue();
                for (int turns = 0; turns < 200 && desk.texts().size() < here + 100; turns++) turn(desk, 300);
                await().atMost(Desk.SOON).until(() -> desk.texts().size() >= here + 100);
                for (int turns = 0; turns < 400 && desk.texts().size() < 380; turns++) {
                    int known = desk.texts().size();
                    var there = top(desk);
                    frames(desk, 2);
                    if (desk.texts().size() > known)
                        assertThat(same(top(desk), there))
                                .as(there + " / " + top(desk))
                                .isTrue();
                    turn(desk, 300);
                }
                assertThat(desk.texts()).hasSize(380);
            }
        }
    }

    private static boolean same(Edge one, Edge other) {
        return one.text().equals(other.text()) && Math.abs(one.pixels() - other.pixels()) < 1.5;
    }

    @Test
    void theWheelWorksWhileOthersTalkAndTheEndHoldsAgainOnceItIsReached() throws Exception {
        try (var server = new FakeServer(23);
                var desk = new Desk(folder, server.address()).join("Ana")) {
            for (int n = 0; n < 200; n++) server.says(ZOE, Optional.empty(), text(n));
            desk.until(text(199));
            frames(desk, 3);
            for (int n = 200; n < 220; n++) {
                server.says(ZOE, Optional.empty(), text(n));
                turn(desk, 100);
            }
            desk.until(text(219));
            frames(desk, 2);
            assertThat(bottom(desk).text()).isNotEqualTo(text(219));
            for (int turns = 0; turns < 200 && !bottom(desk).text().equals(text(219)); turns++) turn(desk, -300);
            turn(desk, -300);
            server.says(ZOE, Optional.empty(), text(220));
            desk.until(text(220));
            frames(desk, 2);
            assertThat(bottom(desk).text()).isEqualTo(text(220));
            assertThat(bottom(desk).pixels()).isBetween(-1.0, 1.0);
        }
    }
}
