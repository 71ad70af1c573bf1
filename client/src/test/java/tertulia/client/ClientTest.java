package tertulia.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tertulia.model.Command;
import tertulia.model.Limit;
import tertulia.model.Notice;
import tertulia.model.Refusal;
import tertulia.model.RoomId;

final class ClientTest {
    private static final Timing QUICK = new Timing(
            Duration.ofMillis(1),
            Duration.ofMillis(20),
            Duration.ofMillis(1),
            // Long enough for a machine that has other things to do: who misses a welcome finds the name taken.
            Duration.ofSeconds(1),
            Duration.ofSeconds(2),
            Duration.ofMillis(500),
            Duration.ofMillis(5),
            Duration.ofMillis(2));
    private static final Duration SOON = Duration.ofSeconds(20);

    static {
        Awaitility.setDefaultPollInterval(Duration.ofMillis(5));
    }

    private static final Map<Limit, Long> FREE = Map.of(Limit.SAY_PER_SECOND, 0L);

    @TempDir
    Path folder;

    private final List<AutoCloseable> open = new ArrayList<>();

    /** A client and all that its screen was told. */
    private final class Person {
        final List<Happening> told = Collections.synchronizedList(new ArrayList<>());
        final Client client;

        Person(FakeServer server, String name) {
            this(server, name, true);
        }

        Person(FakeServer server, String name, boolean remembers) {
            client = new Client(
                    new Client.Options(server.address(), name, new Identities(folder), remembers, QUICK), told::add);
            open.add(client);
            client.start();
        }

        <T extends Happening> List<T> all(Class<T> kind) {
            return List.copyOf(told).stream()
                    .filter(kind::isInstance)
                    .map(kind::cast)
                    .toList();
        }

        List<String> texts() {
            return all(Happening.Heard.class).stream()
                    .flatMap(heard -> FakeServer.textOf(heard.entry()).stream())
                    .toList();
        }

        <T extends State> T until(Class<T> state, Predicate<T> fits) {
            return await().atMost(SOON)
                    .until(
                            () -> all(Happening.Stands.class).stream()
                                    .map(Happening.Stands::state)
                                    .filter(state::isInstance)
                                    .map(state::cast)
                                    .filter(fits)
                                    .findFirst(),
                            Optional::isPresent)
                    .orElseThrow();
        }

        Person online() {
            until(State.Online.class, state -> true);
            return this;
        }
    }

    private FakeServer server(long seed) {
        var server = new FakeServer(seed);
        open.add(server);
        return server;
    }

    @AfterEach
    void closeAll() throws Exception {
        for (var one : open.reversed()) one.close();
    }

    private static List<String> numbered(String prefix, int count) {
        return IntStream.range(0, count).mapToObj(n -> prefix + n).toList();
    }

    @Test
    void whatIsSaidIsStoredAndHeardByAll() throws Exception {
        var server = server(1);
        var ann = new Person(server, "Ann").online();
        var bob = new Person(server, "Bob").online();
        await().atMost(SOON).until(() -> bob.client.present().size() == 2);
        var id = ann.client.say("ALL", "hello");
        bob.client.say("Ann", "only you");
        assertThat(ann.client.flush(SOON)).isTrue();
        assertThat(bob.client.flush(SOON)).isTrue();
        await().atMost(SOON).until(() -> ann.texts().size() == 2 && bob.texts().size() == 2);
        assertThat(ann.texts()).containsExactlyInAnyOrder("hello", "only you");
        assertThat(ann.all(Happening.Stored.class)).containsExactly(new Happening.Stored(id));
        var secret = ann.all(Happening.Heard.class).stream()
                .filter(heard -> heard.entry().room().text().startsWith("d"))
                .toList();
        assertThat(secret)
                .allMatch(heard -> heard.with().orElseThrow().handle().text().equals("Bob"));
        assertThat(ann.all(Happening.PeopleChanged.class).getLast().joined()).hasSize(1);
    }

    @Test
    void aNameThatIsRefusedMayBeFollowedByAnother() {
        var server = server(2);
        server.take("Ann");
        var person = new Person(server, "Ann");
        assertThat(person.until(State.Nameless.class, state -> true).refusal().code())
                .isEqualTo(Refusal.Code.NAME_TAKEN);
        person.client.name("no name");
        person.until(State.Nameless.class, state -> state.refusal().code() == Refusal.Code.NAME_WHITESPACE);
        person.client.name("Anna");
        assertThat(person.until(State.Online.class, state -> true)
                        .you()
                        .handle()
                        .text())
                .isEqualTo("Anna");
    }

    @Test
    void afterARestartOfTheClientExactlyWhatWasMissedIsTold() throws Exception {
        var server = server(3);
        var first = new Person(server, "Ann").online();
        var bob = new Person(server, "Bob").online();
        bob.client.say("ALL", "before");
        await().atMost(SOON).until(() -> first.texts().equals(List.of("before")));
        first.client.quit();
        bob.client.say("ALL", "missed 1");
        bob.client.say("ALL", "missed 2");
        assertThat(bob.client.flush(SOON)).isTrue();
        var annAsKnown = server.known("Ann").orElseThrow();
        server.says(server.known("Bob").orElseThrow(), Optional.of(annAsKnown), "missed in private");
        var second = new Person(server, "Ann").online();
        assertThat(second.client.flush(SOON)).isTrue();
        assertThat(second.texts()).containsExactlyInAnyOrder("missed 1", "missed 2", "missed in private");
        assertThat(second.until(State.Online.class, state -> true).you()).isEqualTo(annAsKnown);
    }

    @Test
    void aProgramThatOnlySendsCountsNothingAsSeen() throws Exception {
        var server = server(4);
        var chat = new Person(server, "Ann").online();
        chat.client.quit();
        server.says(FakeServer.somebody("Bob"), Optional.empty(), "missed");
        var send = new Person(server, "Ann", false).online();
        send.client.say("ALL", "sent");
        assertThat(send.client.flush(SOON)).isTrue();
        send.client.quit();
        var again = new Person(server, "Ann").online();
        assertThat(again.client.flush(SOON)).isTrue();
        assertThat(again.texts()).containsExactly("missed", "sent");
    }

    @Test
    void whatIsTypedWhileDisconnectedGoesOutOnce() throws Exception {
        var server = server(5);
        var ann = new Person(server, "Ann").online();
        server.stop();
        ann.until(State.Waiting.class, state -> true);
        ann.client.say("ALL", "one");
        ann.client.say("ALL", "two");
        assertThat(ann.client.flush(Duration.ofMillis(20))).isFalse();
        assertThat(ann.all(Happening.Outgoing.class)).noneMatch(Happening.Outgoing::online);
        server.restart();
        assertThat(ann.client.flush(SOON)).isTrue();
        assertThat(server.texts(RoomId.LOBBY)).containsExactly("one", "two");
        await().atMost(SOON).until(() -> ann.texts().size() == 2);
        assertThat(ann.all(Happening.Stored.class)).hasSize(2);
    }

    @Test
    void aKickedClientStaysAwayAndAStoppedServerIsTriedAgain() {
        var server = server(6);
        var ann = new Person(server, "Ann").online();
        server.bye(Notice.Reason.STOPPED);
        ann.until(State.Waiting.class, state -> state.why() instanceof Gone.Told);
        await().atMost(SOON).until(() -> server.callers() == 1);
        server.bye(Notice.Reason.KICKED);
        ann.until(State.Ended.class, state -> state.why().equals(new Gone.Told(new Notice.Bye(Notice.Reason.KICKED))));
        assertThat(server.hellos()).hasSize(2);
    }

    @Test
    void anEventOfANewerServerEndsItAndAnUnknownNoticeDoesNot() {
        var server = server(18);
        var ann = new Person(server, "Ann").online();
        server.line("{\"type\":\"weather\",\"text\":\"fine\"}");
        server.says(FakeServer.somebody("Bob"), Optional.empty(), "still there");
        await().atMost(SOON).until(() -> ann.texts().equals(List.of("still there")));
        server.line("{\"type\":\"entries\",\"room\":\"lobby\",\"prev\":1,\"entries\":[{\"seq\":2,\"at\":1,"
                + "\"user\":\"00000000000000010000000000000002\",\"name\":\"Bob\","
                + "\"id\":\"01a1f8b4-0000-7000-8000-000000000001\",\"event\":\"painted\"}]}");
        var why = ann.until(State.Ended.class, state -> true).why();
        assertThat(why).isEqualTo(new Gone.Newer("[there is no event painted]"));
        assertThat(server.hellos()).hasSize(1);
    }

    @Test
    void aServerThatSpeaksNoJsonIsTriedAgain() {
        var server = server(19);
        var ann = new Person(server, "Ann").online();
        server.line("Internal error");
        ann.until(State.Waiting.class, state -> state.why() instanceof Gone.Garbled);
        await().atMost(SOON).until(() -> server.callers() == 1);
    }

    @Test
    void aTokenThatIsWorthNothingIsForgotten() {
        var server = server(7);
        var ann = new Person(server, "Ann").online();
        server.forgetTokens();
        server.cut();
        await().atMost(SOON)
                .until(() -> ann.all(Happening.Stands.class).stream()
                                .filter(stands -> stands.state() instanceof State.Online)
                                .count()
                        == 2);
        assertThat(server.hellos()).hasSize(3);
    }

    @Test
    void aHelloWhoseWelcomeWasLostIsSaidAgainAndMakesNoSecondGuest() throws InterruptedException {
        var server = server(29);
        server.loseWelcomes(2);
        var ann = new Person(server, "Ann").online();
        assertThat(server.hellos().stream().map(Command.Hello::id).distinct()).hasSize(1);
        assertThat(server.hellos()).hasSize(3);
        ann.client.quit();
        new Person(server, "Bob").online();
        assertThat(server.hellos().stream().map(Command.Hello::id).distinct()).hasSize(2);
    }

    @Test
    void aSilentServerCountsAsGone() {
        var server = server(8);
        var ann = new Person(server, "Ann").online();
        server.mute(true);
        ann.until(State.Waiting.class, state -> state.why() instanceof Gone.Silent);
        server.mute(false);
        await().atMost(SOON).until(() -> server.callers() == 1);
    }

    @Test
    void aServerThatIsNotThereIsSaidSo() throws Exception {
        var server = server(9);
        server.stop();
        var ann = new Person(server, "Ann");
        ann.until(State.Waiting.class, state -> state.why() instanceof Gone.Unreachable);
        ann.client.quit();
        assertThat(ann.until(State.Ended.class, state -> true).why()).isEqualTo(new Gone.Left());
    }

    @Test
    void whatCannotBeSaidIsGivenBackAndTheRestGoesOn() throws Exception {
        var server = server(10);
        var ann = new Person(server, "Ann").online();
        var lost = ann.client.say("Nobody", "psst");
        ann.client.say("ALL", "after");
        assertThat(ann.client.flush(SOON)).isTrue();
        assertThat(ann.all(Happening.NotSaid.class)).singleElement().satisfies(notSaid -> {
            assertThat(notSaid.id()).isEqualTo(lost);
            assertThat(notSaid.refusal().code()).isEqualTo(Refusal.Code.NOBODY);
        });
        assertThat(server.texts(RoomId.LOBBY)).containsExactly("after");
    }

    @Test
    void whatWaitedForSomebodyWhoIsGoneIsGivenUpInWordsAndTheRestGoesOn() throws Exception {
        var server = server(16);
        var ann = new Person(server, "Ann").online();
        var bob = new Person(server, "Bob").online();
        await().atMost(SOON).until(() -> ann.client.knows("Bob"));
        server.stop();
        var lost = ann.client.say("Bob", "are you there?");
        ann.client.say("ALL", "after");
        bob.client.close();
        server.forget("Bob");
        server.restart();
        assertThat(ann.client.flush(SOON)).isTrue();
        assertThat(ann.all(Happening.NotSaid.class))
                .containsExactly(new Happening.NotSaid(lost, Refusal.of(Refusal.Code.GONE)));
        assertThat(server.texts(RoomId.LOBBY)).containsExactly("after");
        assertThat(ann.all(Happening.Stored.class))
                .extracting(Happening.Stored::id)
                .doesNotContain(lost);
    }

    @Test
    void whoLeavesForGoodIsForgottenHereAndGivesTheNameBackAndTheOthersKnow() throws Exception {
        var server = server(18);
        var ann = new Person(server, "Ann").online();
        var bob = new Person(server, "Bob").online();
        await().atMost(SOON).until(() -> ann.client.knows("Bob"));
        var id = server.known("Bob").orElseThrow().id();
        var identities = new Identities(folder);
        identities.keepTyped(server.address(), "Bob", "said to all");
        bob.client.quitForGood();
        await().atMost(SOON)
                .until(() ->
                        ann.all(Happening.LeftForGood.class).equals(List.of(new Happening.LeftForGood(List.of(id)))));
        assertThat(identities.find(server.address(), "Bob")).isEmpty();
        assertThat(identities.typed(server.address(), "Bob")).isEmpty();
        new Person(server, "Bob").online();
        assertThat(server.known("Bob").orElseThrow().id()).isNotEqualTo(id);
    }

    @Test
    void whoLeavesForGoodIsGoneFromTheServerThoughNotFromAFolderThatCannotBeWritten() throws Exception {
        var server = server(19);
        var ann = new Person(server, "Ann").online();
        var bob = new Person(server, "Bob").online();
        await().atMost(SOON).until(() -> ann.client.knows("Bob"));
        try (var files = Files.list(folder)) {
            for (var file :
                    files.filter(file -> file.toString().endsWith(".identity")).toList()) {
                Files.delete(file);
                Files.createDirectories(file.resolve("in the way"));
            }
        }
        bob.client.quitForGood();
        await().atMost(SOON).until(() -> ann.all(Happening.LeftForGood.class).size() == 1);
    }

    @Test
    void anotherOfTheSameNameIsNotToldWhatIsMeantForTheFirst() throws Exception {
        var server = server(17);
        var ann = new Person(server, "Ann").online();
        var first = new Person(server, "Bob").online();
        await().atMost(SOON).until(() -> ann.client.knows("Bob"));
        first.client.say("Ann", "hello");
        await().atMost(SOON).until(() -> ann.texts().contains("hello"));
        first.client.close();
        server.forget("Bob");
        await().atMost(SOON).until(() -> !ann.client.knows("Bob"));
        var second = new Person(server, "Bob").online();
        await().atMost(SOON).until(() -> ann.client.knows("Bob"));
        var lost = ann.client.say("bob", "for my friend only");
        assertThat(ann.client.flush(SOON)).isTrue();
        assertThat(ann.all(Happening.NotSaid.class)).singleElement().satisfies(notSaid -> {
            assertThat(notSaid.id()).isEqualTo(lost);
            assertThat(notSaid.refusal().code()).isEqualTo(Refusal.Code.SOMEBODY_ELSE);
        });
        ann.client.say("bob", "for whoever you are");
        await().atMost(SOON).until(() -> second.texts().contains("for whoever you are"));
        assertThat(second.texts()).doesNotContain("for my friend only");
    }

    @Test
    void aGapIsFilledWithoutANewConnection() {
        var server = server(14);
        var ann = new Person(server, "Ann").online();
        var bob = FakeServer.somebody("Bob");
        server.faults(new FakeServer.Faults(0, 0, 1, 0));
        var lost = numbered("left out ", 250);
        for (var text : lost) server.says(bob, Optional.empty(), text);
        server.faults(FakeServer.Faults.NONE);
        server.says(bob, Optional.empty(), "told");
        await().atMost(SOON).until(() -> ann.texts().contains("told"));
        assertThat(ann.texts())
                .startsWith("left out 0")
                .endsWith("left out 249", "told")
                .hasSize(251);
        assertThat(server.hellos()).hasSize(1);
    }

    @Test
    void whatIsTooLongIsNotEvenSent() throws Exception {
        var server = server(13);
        server.limits(Map.of(Limit.TEXT_BYTES, 10L));
        var ann = new Person(server, "Ann").online();
        ann.client.say("all", "0123456789");
        ann.client.say("ALL", "0123456789x");
        assertThat(ann.client.flush(SOON)).isTrue();
        assertThat(ann.all(Happening.NotSaid.class))
                .singleElement()
                .satisfies(notSaid -> assertThat(notSaid.refusal()).isEqualTo(Refusal.of(Refusal.Code.TOO_LONG, 10)));
        assertThat(server.texts(RoomId.LOBBY)).containsExactly("0123456789");
    }

    @Test
    void thousandsOfLinesKeepTheRuleOfTheSpeed() throws Exception {
        var server = server(11);
        server.limits(Map.of(Limit.SAY_PER_SECOND, 1000L, Limit.SAY_BURST, 50L));
        var ann = new Person(server, "Ann").online();
        var texts = numbered("line ", 2000);
        texts.forEach(text -> ann.client.say("ALL", text));
        assertThat(ann.client.flush(SOON)).isTrue();
        assertThat(server.texts(RoomId.LOBBY)).isEqualTo(texts);
    }

    @Test
    void theHistoryOfAllRoomsComesTogether() throws Exception {
        var server = server(12);
        for (var text : numbered("old ", 30)) server.says(FakeServer.somebody("Bob"), Optional.empty(), text);
        var ann = new Person(server, "Ann").online();
        server.says(FakeServer.somebody("Bob"), server.known("Ann"), "secret");
        await().atMost(SOON).until(() -> ann.texts().equals(List.of("secret")));
        ann.client.history(5);
        await().atMost(SOON).until(() -> !ann.all(Happening.Past.class).isEmpty());
        assertThat(ann.all(Happening.Past.class).getFirst().entries()).hasSize(5);
        assertThat(ann.texts()).as("history is not told as news").containsExactly("secret");
    }

    @Test
    void aHistoryThatIsRefusedIsSaidSoOnceAndMayBeAskedForAgain() {
        var server = server(15);
        var ann = new Person(server, "Ann").online();
        server.says(FakeServer.somebody("Bob"), server.known("Ann"), "a second room");
        await().atMost(SOON).until(() -> ann.texts().size() == 1);
        server.refuseHistory(Optional.of(Refusal.Code.BUSY));
        ann.client.history(5);
        await().atMost(SOON).until(() -> server.historyRefusals() == 2);
        server.says(FakeServer.somebody("Bob"), Optional.empty(), "after it");
        await().atMost(SOON).until(() -> ann.texts().contains("after it"));
        assertThat(ann.all(Happening.Refused.class))
                .containsExactly(new Happening.Refused(Refusal.of(Refusal.Code.BUSY)));
        assertThat(ann.all(Happening.Past.class)).isEmpty();
        server.refuseHistory(Optional.empty());
        ann.client.history(5);
        await().atMost(SOON)
                .until(() -> ann.all(Happening.Past.class).stream()
                        .anyMatch(past -> past.entries().size() >= 2));
    }

    /** Leaves one message out, refuses to give it later, and says another one. */
    private static void leaveGap(FakeServer server, Refusal.Code code) {
        server.refuseHistory(Optional.of(code));
        server.faults(new FakeServer.Faults(0, 0, 1, 0));
        server.says(FakeServer.somebody("Bob"), Optional.empty(), "left out");
        server.faults(FakeServer.Faults.NONE);
        server.says(FakeServer.somebody("Bob"), Optional.empty(), "told");
    }

    @Test
    void aGapThatABusyServerDoesNotFillIsAskedForAgain() throws Exception {
        var server = server(16);
        var ann = new Person(server, "Ann").online();
        leaveGap(server, Refusal.Code.BUSY);
        await().atMost(SOON).until(() -> server.historyRefusals() >= 3);
        assertThat(ann.client.flush(Duration.ofMillis(20))).isFalse();
        server.refuseHistory(Optional.empty());
        assertThat(ann.client.flush(SOON)).isTrue();
        assertThat(ann.texts()).containsExactly("left out", "told");
        assertThat(ann.all(Happening.Refused.class)).isEmpty();
    }

    @Test
    void aGapThatIsNeverFilledIsSaidSoAndTheRoomGoesOn() throws Exception {
        var server = server(17);
        var ann = new Person(server, "Ann").online();
        leaveGap(server, Refusal.Code.NOT_A_MEMBER);
        await().atMost(SOON).until(() -> !ann.all(Happening.Refused.class).isEmpty());
        assertThat(ann.client.flush(SOON)).isTrue();
        server.says(FakeServer.somebody("Bob"), Optional.empty(), "next");
        await().atMost(SOON).until(() -> ann.texts().equals(List.of("next")));
        assertThat(server.historyRefusals()).isEqualTo(1);
    }

    @Test
    void eachMessageIsStoredOnceAndInOrderHoweverOftenTheConnectionIsCut() throws Exception {
        for (int seed = 0; seed < 25; seed++) {
            var random = new Random(seed);
            try (var server = new FakeServer(seed)) {
                server.limits(FREE);
                var ann = new Person(server, "Ann" + seed).online();
                server.faults(new FakeServer.Faults(random.nextDouble() * 0.1, 0, 0, 0));
                var texts = numbered(seed + "/", 1 + random.nextInt(120));
                texts.forEach(text -> ann.client.say("ALL", text));
                assertThat(ann.client.flush(SOON)).as("seed %d", seed).isTrue();
                assertThat(server.texts(RoomId.LOBBY)).as("seed %d", seed).isEqualTo(texts);
                assertThat(ann.all(Happening.Stored.class)).as("seed %d", seed).hasSize(texts.size());
                ann.client.close();
            }
        }
    }

    @Test
    void aBusyServerLosesAndDoublesNothing() throws Exception {
        for (int seed = 0; seed < 10; seed++) {
            try (var server = new FakeServer(seed)) {
                server.limits(FREE);
                var ann = new Person(server, "Ann" + seed).online();
                server.faults(new FakeServer.Faults(0.01, 0.1, 0, 0));
                var texts = numbered(seed + "/", 60);
                texts.forEach(text -> ann.client.say("ALL", text));
                assertThat(ann.client.flush(SOON)).as("seed %d", seed).isTrue();
                assertThat(server.texts(RoomId.LOBBY)).as("seed %d", seed).containsExactlyInAnyOrderElementsOf(texts);
                ann.client.close();
            }
        }
    }

    @Test
    void aListenerHearsAllOnceAndInOrderThroughCutsGapsAndRestarts() throws Exception {
        for (int seed = 0; seed < 15; seed++) {
            var random = new Random(seed);
            try (var server = new FakeServer(seed)) {
                server.limits(FREE);
                var ann = new Person(server, "Ann" + seed).online();
                var told = new ArrayList<String>();
                var bob = FakeServer.somebody("Bob");
                server.faults(new FakeServer.Faults(
                        0.05 * random.nextDouble(), 0, 0.3 * random.nextDouble(), 0.3 * random.nextDouble()));
                var said = numbered(seed + "/", 150);
                for (var text : said) {
                    server.says(bob, Optional.empty(), text);
                    if (random.nextInt(12) == 0) server.cut();
                    if (random.nextInt(40) == 0) {
                        ann.client.close();
                        told.addAll(ann.texts());
                        ann = new Person(server, "Ann" + seed);
                    }
                }
                server.faults(FakeServer.Faults.NONE);
                server.cut();
                server.says(bob, Optional.empty(), "last");
                var listener = ann;
                await().atMost(SOON).until(() -> listener.texts().contains("last"));
                told.addAll(listener.texts());
                var all = new ArrayList<>(said);
                all.add("last");
                assertThat(told).as("seed %d", seed).isEqualTo(all);
                listener.client.close();
            }
        }
    }

    @Test
    void whatIsEncipheredLeavesSoAndIsOpenedByWhoHasTheKey() throws Exception {
        var server = server(21);
        var ann = new Person(server, "Ann").online();
        var bob = new Person(server, "Bob").online();
        var eve = new Person(server, "Eve").online();
        await().atMost(SOON).until(() -> ann.client.present().size() == 3);
        for (var one : List.of(ann, bob)) one.client.seal("all", Optional.of(new Caesar(7)));
        ann.client.seal("Bob", Optional.of(new Caesar(3)));
        ann.client.seal("Zoe", Optional.of(new Caesar(3)));
        ann.client.say("ALL", "Takohemi te ura");
        ann.client.say("bob", "abc");
        assertThat(ann.client.flush(SOON)).isTrue();
        await().atMost(SOON).until(() -> bob.texts().size() == 2 && eve.texts().size() == 1);
        assertThat(server.texts(RoomId.LOBBY)).containsExactly("Ahrvoltp al byh");
        assertThat(bob.texts()).containsExactlyInAnyOrder("Ahrvoltp al byh", "def");
        assertThat(opened(ann)).containsExactlyInAnyOrder(Optional.of("Takohemi te ura"), Optional.of("abc"));
        assertThat(opened(bob)).containsExactlyInAnyOrder(Optional.of("Takohemi te ura"), Optional.empty());
        assertThat(opened(eve)).containsExactly(Optional.empty());
        assertThat(ann.all(Happening.Refused.class)).hasSize(1);
        assertThat(ann.all(Happening.Outgoing.class))
                .extracting(Happening.Outgoing::text)
                .containsExactly("Takohemi te ura", "abc");
    }

    private static List<Optional<String>> opened(Person person) {
        return person.all(Happening.Heard.class).stream()
                .filter(heard -> FakeServer.textOf(heard.entry()).isPresent())
                .map(Happening.Heard::opened)
                .toList();
    }

    @Test
    void whoIsNotHereCanBeSealedFor() throws Exception {
        var server = server(23);
        var ann = new Person(server, "Ann").online();
        new Person(server, "Bob").online().client.quit();
        await().atMost(SOON).until(() -> ann.client.present().size() == 1);
        var bob = server.known("Bob").orElseThrow();
        ann.client.seal(bob, Optional.of(new Caesar(3)));
        ann.client.say(bob, "abc");
        assertThat(ann.client.flush(SOON)).isTrue();
        assertThat(server.texts(RoomId.direct(server.known("Ann").orElseThrow().id(), bob.id())))
                .containsExactly("def");
        assertThat(ann.client.sealings())
                .containsExactly(new Happening.Sealing("Bob", Optional.of(bob.id()), Optional.of(new Caesar(3))));
    }

    @Test
    void theKeysAreThereAgainAfterARestartUntilTheyAreTakenAway() throws Exception {
        var server = server(22);
        var ann = new Person(server, "Ann").online();
        var seven = new Happening.Sealing("ALL", Optional.empty(), Optional.of(new Caesar(7)));
        ann.client.seal("ALL", seven.sealer());
        ann.client.quit();
        var again = new Person(server, "ann").online();
        assertThat(again.all(Happening.Sealing.class)).containsExactly(seven);
        assertThat(again.client.sealings()).containsExactly(seven);
        again.client.say("ALL", "abc");
        again.client.seal("ALL", Optional.empty());
        assertThat(again.client.flush(SOON)).isTrue();
        assertThat(again.client.sealings()).isEmpty();
        assertThat(server.texts(RoomId.LOBBY)).containsExactly("hij");
        again.client.quit();
        assertThat(new Person(server, "Ann").online().client.sealings()).isEmpty();
    }

    @Test
    void pagesOfARoomAreToldOldestFirst() throws Exception {
        var server = server(31);
        var ann = new Person(server, "Ann").online();
        for (String text : numbered("m", 30)) server.says(FakeServer.somebody("Zoe"), Optional.empty(), text);
        var last = ann.client.page(RoomId.LOBBY, OptionalLong.empty(), 10).get(20, TimeUnit.SECONDS);
        assertThat(last.orElseThrow().entries())
                .extracting(entry -> entry.seq())
                .startsWith(21L)
                .endsWith(30L);
        var before = ann.client.page(RoomId.LOBBY, OptionalLong.of(21), 10).get(20, TimeUnit.SECONDS);
        assertThat(before.orElseThrow().entries())
                .extracting(entry -> entry.seq())
                .startsWith(11L)
                .endsWith(20L);
        server.refuseHistory(Optional.of(Refusal.Code.NOT_A_MEMBER));
        assertThat(ann.client.page(RoomId.LOBBY, OptionalLong.empty(), 1).get(20, TimeUnit.SECONDS))
                .isEmpty();
        server.stop();
        assertThat(ann.client.page(RoomId.LOBBY, OptionalLong.empty(), 1).get(20, TimeUnit.SECONDS))
                .isEmpty();
    }

    @Test
    void othersSeeThatOneIsTyping() {
        var server = server(32);
        var ann = new Person(server, "Ann").online();
        var bob = new Person(server, "Bob").online();
        await().atMost(SOON).until(() -> server.callers() == 2);
        ann.client.typing(RoomId.LOBBY);
        await().atMost(SOON).until(() -> !bob.all(Happening.Typing.class).isEmpty());
        assertThat(bob.all(Happening.Typing.class).getFirst().user().handle().text())
                .isEqualTo("Ann");
    }

    @Test
    void oneWhoIsAwayIsWrittenToByWhoTheyAre() throws Exception {
        var server = server(33);
        var ann = new Person(server, "Ann").online();
        var bob = new Person(server, "Bob").online();
        var author = server.known("Bob").orElseThrow();
        bob.client.quit();
        await().atMost(SOON).until(() -> server.callers() == 1);
        ann.client.say(author, "for later");
        assertThat(ann.client.flush(SOON)).isTrue();
        assertThat(ann.texts()).containsExactly("for later");
    }

    @Test
    void whoHasManyRoomsIsToldOfAllOfThemPageByPage() throws Exception {
        var server = server(35);
        server.roomsAtOnce(2);
        var ann = new Person(server, "Ann").online();
        var known = server.known("Ann").orElseThrow();
        ann.client.quit();
        var texts = new ArrayList<String>();
        for (int i = 0; i < 9; i++) {
            var stranger = new Person(server, "Stranger" + i).online();
            stranger.client.quit();
            var author = server.known("Stranger" + i).orElseThrow();
            texts.add("word " + i);
            server.says(author, Optional.of(known), "word " + i);
        }
        var back = new Person(server, "Ann").online();
        assertThat(back.client.flush(SOON)).isTrue();
        assertThat(back.texts()).containsExactlyInAnyOrderElementsOf(texts);
        assertThat(back.all(Happening.Welcomed.class).stream()
                        .flatMap(told -> told.rooms().stream())
                        .map(Notice.RoomInfo::room))
                .hasSize(10)
                .doesNotHaveDuplicates();
    }

    @Test
    void whetherANameIsFreeIsAskedBeforeOneIsAnybody() throws Exception {
        var server = server(34);
        server.take("Ann");
        try (var inquiry = new Inquiry(server.address(), new Identities(folder), QUICK, met -> {})) {
            assertThat(inquiry.check("Bob").get(20, TimeUnit.SECONDS)).isEqualTo(new Inquiry.Answer.Free());
            assertThat(inquiry.check("Ann").get(20, TimeUnit.SECONDS)).isInstanceOf(Inquiry.Answer.Taken.class);
            server.stop();
            await().atMost(SOON)
                    .until(() -> inquiry.check("Bob").get(20, TimeUnit.SECONDS) instanceof Inquiry.Answer.Unknown);
            server.restart();
            assertThat(inquiry.check("Bob").get(20, TimeUnit.SECONDS)).isEqualTo(new Inquiry.Answer.Free());
            assertThat(server.hellos()).isEmpty();
        }
    }
}
