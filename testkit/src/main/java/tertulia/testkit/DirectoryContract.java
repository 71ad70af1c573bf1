package tertulia.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static tertulia.testkit.Futures.await;
import static tertulia.testkit.Sample.NOON;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tertulia.core.port.Directory;
import tertulia.core.port.Directory.Guest;
import tertulia.core.port.EventLog;
import tertulia.model.Author;
import tertulia.model.Draft;
import tertulia.model.Handle;
import tertulia.model.Notice.RoomInfo;
import tertulia.model.RoomId;
import tertulia.model.UserId;

/** What every {@link Directory} promises, beside the log it belongs to. */
public abstract class DirectoryContract {
    private final Sample sample = new Sample(2);
    private final Author ana = sample.author("Ana");
    private final Author besa = sample.author("Besa");
    private final Author cyril = sample.author("Кирилл");
    private Ports ports = ports(new MemoryLog());

    /** Opens the two: empty ones first, then, after the log was closed, the same ones again. */
    protected abstract Ports open();

    /** A directory and the log it belongs to, which closes both. */
    public record Ports(EventLog log, Directory directory) {}

    @BeforeEach
    final void begin() {
        ports.log().close();
        ports = open();
    }

    @AfterEach
    final void end() {
        ports.log().close();
    }

    @Test
    final void nobodyIsKnownAtFirst() {
        assertThat(guest(ana.id())).isEmpty();
        assertThat(kept(Instant.EPOCH)).isEmpty();
        assertThat(rooms(ana, 10)).isEmpty();
    }

    @Test
    final void aGuestIsRemembered() {
        keep(ana, NOON);
        keep(cyril, Directory.WHILE_CONNECTED);
        for (int i = 0; i < 2; i++) {
            assertThat(guest(ana.id())).contains(new Guest(ana.id(), ana.handle(), NOON));
            assertThat(guest(cyril.id())).contains(new Guest(cyril.id(), cyril.handle(), Directory.WHILE_CONNECTED));
            assertThat(guest(besa.id())).isEmpty();
            reopen();
        }
    }

    @Test
    final void timesAreKeptInMilliseconds() {
        keep(ana, NOON.plusNanos(999));
        assertThat(guest(ana.id()).orElseThrow().keptUntil()).isEqualTo(NOON);
    }

    @Test
    final void aGuestHasOneHandleTheLatest() {
        keep(ana, NOON);
        var renamed = new Author(ana.id(), new Handle("Annabel"));
        keep(renamed, NOON.plusSeconds(1));
        assertThat(kept(Instant.EPOCH)).containsExactly(new Guest(ana.id(), renamed.handle(), NOON.plusSeconds(1)));
        keep(new Author(besa.id(), ana.handle()), NOON);
        assertThat(kept(Instant.EPOCH)).hasSize(2);
    }

    @Test
    final void handlesAreKeptUntilTheirTime() {
        keep(ana, NOON);
        keep(besa, NOON.plusMillis(1));
        keep(cyril, Directory.WHILE_CONNECTED);
        assertThat(kept(NOON.minusMillis(1)).stream().map(Guest::user))
                .containsExactlyInAnyOrder(ana.id(), besa.id(), cyril.id());
        assertThat(kept(NOON).stream().map(Guest::user)).containsExactlyInAnyOrder(besa.id(), cyril.id());
        assertThat(kept(NOON.plusMillis(1)).stream().map(Guest::user)).containsExactly(cyril.id());
    }

    @Test
    final void aHandleThatLooksTheSamePassesToWhoeverWasKeptLast() {
        keep(ana, Directory.WHILE_CONNECTED);
        var disguised = sample.author("АNА"); // With Cyrillic letters А.
        keep(disguised, Directory.WHILE_CONNECTED);
        assertThat(kept(NOON).stream().map(Guest::user)).containsExactly(disguised.id());
        assertThat(guest(ana.id()).orElseThrow().handle()).isEqualTo(ana.handle());
        reopen();
        assertThat(kept(NOON).stream().map(Guest::user)).containsExactly(disguised.id());
        keep(ana, Directory.WHILE_CONNECTED);
        assertThat(kept(NOON).stream().map(Guest::user)).containsExactly(ana.id());
    }

    @Test
    final void ofManyWhoWantAHandleAtOnceOneIsKept() {
        var claims = new ArrayList<CompletionStage<Void>>();
        for (int i = 0; i < 100; i++) {
            var user = sample.author("popular").id();
            claims.add(ports.directory().keep(new Guest(user, new Handle("popular"), Directory.WHILE_CONNECTED)));
        }
        claims.forEach(Futures::await);
        assertThat(kept(NOON)).hasSize(1);
    }

    @Test
    final void aDirectRoomBelongsToBothWhoAreInIt() {
        var room = begin(ana, besa, NOON);
        say(RoomId.LOBBY, 0, ana, NOON);
        for (int i = 0; i < 2; i++) {
            assertThat(rooms(ana, 10)).containsExactly(new RoomInfo(room, Optional.of(besa), 1));
            assertThat(rooms(besa, 10)).containsExactly(new RoomInfo(room, Optional.of(ana), 1));
            assertThat(rooms(cyril, 10)).isEmpty();
            reopen();
        }
    }

    @Test
    final void theOtherIsCalledByThePresentHandle() {
        var room = begin(ana, besa, NOON);
        var renamed = new Author(besa.id(), new Handle("Besiana"));
        keep(renamed, NOON);
        assertThat(rooms(ana, 10)).containsExactly(new RoomInfo(room, Optional.of(renamed), 1));
        assertThat(rooms(besa, 10)).containsExactly(new RoomInfo(room, Optional.of(ana), 1));
    }

    @Test
    final void roomsWithTheLatestEntriesComeFirst() {
        var withBesa = begin(ana, besa, NOON);
        var withCyril = begin(ana, cyril, NOON.plusSeconds(1));
        assertThat(rooms(ana, 10).stream().map(RoomInfo::room)).containsExactly(withCyril, withBesa);
        say(withBesa, 1, besa, NOON.plusSeconds(2));
        assertThat(rooms(ana, 10))
                .containsExactly(
                        new RoomInfo(withBesa, Optional.of(besa), 2), new RoomInfo(withCyril, Optional.of(cyril), 1));
        assertThat(rooms(ana, 1).stream().map(RoomInfo::room)).containsExactly(withBesa);
        assertThat(rooms(ana, 0)).isEmpty();
        assertThat(rooms(ana, -1)).isEmpty();
    }

    @Test
    final void roomsInWhichTheUserHasWrittenComeBeforeTheOthers() {
        var answered = begin(besa, ana, NOON);
        say(answered, 1, ana, NOON.plusSeconds(1));
        var begun = begin(ana, cyril, NOON.plusSeconds(2));
        var stranger = begin(sample.author("Stranger"), ana, NOON.plusSeconds(3));
        assertThat(rooms(ana, 10).stream().map(RoomInfo::room)).containsExactly(begun, answered, stranger);
    }

    @Test
    final void howeverLateTheUserWroteInARoomItComesBeforeTheOthers() {
        var late = begin(besa, ana, NOON);
        for (int i = 0; i < 3; i++) {
            var told = new ArrayList<Draft>();
            for (int j = 0; j < 100; j++) told.add(sample.said(besa));
            append(late, 1 + 100 * i, told, NOON);
        }
        var stranger = begin(cyril, ana, NOON.plusSeconds(2));
        assertThat(rooms(ana, 10).stream().map(RoomInfo::room)).containsExactly(stranger, late);
        append(late, 301, List.of(sample.said(besa), sample.said(ana), sample.said(besa)), NOON.plusSeconds(1));
        for (int i = 0; i < 2; i++) {
            assertThat(rooms(ana, 10).stream().map(RoomInfo::room)).containsExactly(late, stranger);
            assertThat(rooms(besa, 10)).hasSize(1);
            say(late, 304 + i, besa, NOON.plusSeconds(1));
            reopen();
        }
    }

    @Test
    final void theListOfRoomsGoesOnPageByPageWithoutAHoleOrARepetition() {
        for (int i = 0; i < 7; i++) begin(sample.author("Stranger" + i), ana, NOON.plusSeconds(i / 3));
        for (int i = 0; i < 4; i++) begin(ana, sample.author("Friend" + i), NOON.plusSeconds(i / 3));
        var all = rooms(ana, 20);
        assertThat(all).hasSize(11);
        for (int size = 1; size < 13; size++) {
            var paged = new ArrayList<RoomInfo>();
            var next = Optional.<Directory.Place>empty();
            do {
                var page = await(ports.directory().rooms(ana.id(), next, size));
                paged.addAll(page.rooms());
                next = page.next();
            } while (next.isPresent());
            assertThat(paged).as("pages of %d", size).isEqualTo(all);
        }
    }

    @Test
    final void ofTheRoomsThatAreNamedThoseAreToldThatBelongToTheUser() {
        var mine = begin(ana, besa, NOON);
        var notMine = begin(besa, cyril, NOON);
        var none = RoomId.direct(ana.id(), cyril.id());
        var named = Set.of(mine, notMine, none, RoomId.LOBBY);
        assertThat(await(ports.directory().rooms(ana.id(), named)))
                .containsExactly(new RoomInfo(mine, Optional.of(besa), 1));
    }

    @Test
    final void whatIsAskedOfAClosedDirectoryFails() {
        ports.log().close();
        Futures.failure(ports.directory().guest(ana.id()));
        Futures.failure(ports.directory().kept(NOON));
        Futures.failure(ports.directory().rooms(ana.id(), Optional.empty(), 1));
        Futures.failure(ports.directory().rooms(ana.id(), Set.of()));
        Futures.failure(ports.directory().keep(new Guest(ana.id(), ana.handle(), NOON)));
    }

    /** The ports in memory. */
    static Ports ports(MemoryLog log) {
        return new Ports(log, new MemoryDirectory(log));
    }

    private void reopen() {
        ports.log().close();
        ports = open();
    }

    private RoomId begin(Author one, Author other, Instant at) {
        var room = RoomId.direct(one.id(), other.id());
        append(room, 0, List.of(sample.created(one, other)), at);
        return room;
    }

    private void say(RoomId room, long after, Author author, Instant at) {
        append(room, after, List.of(sample.said(author)), at);
    }

    private void append(RoomId room, long after, List<Draft> drafts, Instant at) {
        assertThat(await(ports.log().append(room, after, drafts, at))).isInstanceOf(EventLog.Appended.Stored.class);
    }

    private void keep(Author author, Instant until) {
        await(ports.directory().keep(new Guest(author.id(), author.handle(), until)));
    }

    private Optional<Guest> guest(UserId user) {
        return await(ports.directory().guest(user));
    }

    private List<Guest> kept(Instant now) {
        return await(ports.directory().kept(now));
    }

    private List<RoomInfo> rooms(Author author, int limit) {
        return await(ports.directory().rooms(author.id(), Optional.empty(), limit))
                .rooms();
    }
}
