package tertulia.server.admin;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import tertulia.core.Budget;
import tertulia.model.Author;
import tertulia.model.Handle;
import tertulia.model.Limits;
import tertulia.model.UserId;

/** What is read of people where nobody sits at a console. */
final class JournalTest {
    private static final Author RAFID = new Author(new UserId(1, 2), new Handle("Rafid"));

    private final List<String> log = Collections.synchronizedList(new ArrayList<>());
    private final Journal journal = new Journal(log::add, Limits.usual(), Budget.of(1 << 29, 1 << 29));

    @Test
    void whoIsSentOutIsInTheLog() {
        journal.joined(RAFID, "192.0.2.1:40212");
        journal.kicked(RAFID);
        journal.left(RAFID);
        journal.close();
        assertThat(log)
                .containsExactly(
                        "Rafid just joined the chat (192.0.2.1:40212)", "Rafid was sent out", "Rafid left the chat");
    }

    @Test
    void itIsSaidHoweverManyComeAndGoThen() {
        for (int i = 0; i < 100; i++) journal.joined(RAFID, "192.0.2.1");
        journal.kicked(RAFID);
        journal.close();
        assertThat(log).hasSizeLessThan(30).contains("Rafid was sent out");
    }
}
