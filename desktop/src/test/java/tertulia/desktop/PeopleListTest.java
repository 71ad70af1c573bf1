package tertulia.desktop;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import javafx.scene.control.ListView;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxToolkit;
import tertulia.client.FakeServer;
import tertulia.desktop.talk.Conversation;
import tertulia.desktop.talk.Conversations;
import tertulia.model.Author;

/** Who is listed. */
final class PeopleListTest {
    private final List<String> compared = new ArrayList<>();

    @Test
    void peopleAreSortedWhenOthersAreThereAndNotWheneverSomethingIsShown() throws Exception {
        FxToolkit.registerPrimaryStage();
        var present = IntStream.range(0, 50)
                .mapToObj(i -> FakeServer.somebody("user" + (i * 7 % 50)))
                .toList();
        var me = FakeServer.somebody("Ana");
        var conversations = new Conversations(InstantSource.system()).list();
        Comparator<String> names = (a, b) -> {
            compared.add(a);
            return a.compareTo(b);
        };
        var people = Desk.fx(() -> new PeopleList(chosen -> {}, names));
        assertThat(listed(people, present, conversations, me)).isSorted().hasSize(50);
        int before = compared.size();
        assertThat(before).isPositive();
        assertThat(listed(people, List.copyOf(present), conversations, me)).hasSize(50);
        assertThat(compared).hasSize(before);
        var fewer = present.subList(1, 50);
        assertThat(listed(people, fewer, conversations, me)).isSorted().hasSize(49);
        assertThat(compared).hasSizeGreaterThan(before);
    }

    private static List<String> listed(PeopleList people, List<Author> present, List<Conversation> all, Author me) {
        return Desk.fx(() -> {
            people.update(present, all, me, true);
            return ((ListView<?>) people.node().lookup("#people"))
                    .getItems().stream().map(PeopleList::name).toList();
        });
    }
}
