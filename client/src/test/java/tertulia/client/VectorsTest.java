package tertulia.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Instant;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import tertulia.client.Vectors.Step;
import tertulia.model.Author;
import tertulia.model.Command;
import tertulia.model.Draft;
import tertulia.model.Entry;
import tertulia.model.Handle;
import tertulia.model.Limit;
import tertulia.model.Limits;
import tertulia.model.Line;
import tertulia.model.MessageId;
import tertulia.model.Notice;
import tertulia.model.Refusal;
import tertulia.model.RoomId;
import tertulia.model.Talk;
import tertulia.model.Text;
import tertulia.model.UserId;
import tertulia.model.Visible;

/** The client does what {@code protocol/vectors} says, as the one in TypeScript does. */
final class VectorsTest {
    private static final long MILLI = 1_000_000;

    @Test
    void timelinesDoWhatTheVectorsSay() throws IOException {
        for (var one : Vectors.cases("timeline.json")) {
            var timeline = new Timeline(RoomId.LOBBY, one.number("at"));
            for (var step : one.steps("steps")) {
                var fresh = timeline(timeline, step);
                assertThat(fresh.stream().map(Entry::seq).toList())
                        .as("%s: %s", one.text("name"), step)
                        .isEqualTo(step.numbers("fresh"));
                assertThat(List.of(timeline.at(), timeline.gap(), timeline.behind()))
                        .as("%s: %s", one.text("name"), step)
                        .isEqualTo(List.of(step.number("at"), step.flag("gap"), step.flag("behind")));
            }
        }
    }

    private static List<Entry> timeline(Timeline timeline, Step step) {
        switch (step.text("do")) {
            case "hear" -> {
                return timeline.hear(step.number("prev"), entries(step.number("prev") + 1, step.number("last")));
            }
            case "fill" -> {
                return timeline.fill(entries(step.number("first"), step.number("last")));
            }
            case "reaches" -> timeline.reaches(step.number("last"));
            case "passed" -> timeline.passed(step.number("last"));
            case "restart" -> timeline.restart(step.number("last"));
            case "giveUp" -> timeline.giveUp();
            default -> throw new AssertionError(step);
        }
        return List.of();
    }

    private static List<Entry> entries(long first, long last) {
        var somebody = FakeServer.somebody("Ann");
        return LongStream.rangeClosed(first, last)
                .mapToObj(seq -> new Entry(
                        RoomId.LOBBY,
                        seq,
                        Instant.EPOCH,
                        new Draft(somebody, new MessageId(0, seq), new Talk.Said(Text.of("t" + seq)))))
                .toList();
    }

    @Test
    void outboxesDoWhatTheVectorsSay() throws IOException {
        for (var one : Vectors.cases("outbox.json")) {
            var outbox = new Outbox(Timing.usual(), 0);
            for (var step : one.steps("steps")) outbox(outbox, step, one.text("name") + ": " + step);
        }
    }

    private static void outbox(Outbox outbox, Step step, String what) {
        switch (step.text("do")) {
            case "add" -> outbox.add(id(step), say(id(step)));
            case "connected" -> outbox.connected(limits(step), step.number("time") * MILLI);
            case "disconnected" -> outbox.disconnected();
            case "take" ->
                assertThat(outbox.take(step.number("time") * MILLI).stream()
                                .map(say -> say.id().orElseThrow().low())
                                .toList())
                        .as(what)
                        .isEqualTo(step.numbers("sends"));
            case "next" -> {
                var next = outbox.next(step.number("time") * MILLI);
                if (step.isNull("millis")) assertThat(next).as(what).isEmpty();
                else
                    assertThat(Math.ceilDiv(next.orElseThrow(), MILLI)).as(what).isEqualTo(step.number("millis"));
            }
            case "stored" -> outbox.stored(id(step));
            case "refused" -> {
                var refusal = Refusal.of(Refusal.Code.of(step.text("code")));
                assertThat(outbox.refused(id(step), refusal, step.number("time") * MILLI)
                                .isPresent())
                        .as(what)
                        .isEqualTo(step.flag("given-up"));
            }
            default -> throw new AssertionError(step);
        }
    }

    private static MessageId id(Step step) {
        return new MessageId(1, step.number("message"));
    }

    private static Command.Say say(MessageId id) {
        return new Command.Say(new Command.Target.In(RoomId.LOBBY), Optional.of(id), Text.of("text"));
    }

    private static Map<Limit, Long> limits(Step step) {
        var limits = new EnumMap<Limit, Long>(Limit.class);
        var told = step.table("limits");
        for (var limit : Limit.values()) if (told.containsKey(limit.text())) limits.put(limit, told.get(limit.text()));
        assertThat(limits).hasSameSizeAs(told);
        return limits;
    }

    @Test
    void caesarDoesWhatTheVectorsSay() throws IOException {
        for (var one : Vectors.cases("caesar.json")) {
            var caesar = new Caesar((int) one.number("key"));
            var sealed = caesar.seal(one.text("text"));
            assertThat(sealed).as(one.text("name")).isEqualTo(new Text(one.text("sealed"), Optional.of("caesar")));
            assertThat(caesar.open(sealed)).as(one.text("name")).contains(one.text("text"));
        }
    }

    @Test
    void listsOfPeopleDoWhatTheVectorsSay() throws IOException {
        for (var one : Vectors.cases("people.json")) {
            var people = new People();
            for (var step : one.steps("steps")) people(people, step, one.text("name") + ": " + step);
        }
    }

    private static void people(People people, Step step, String what) {
        var change = switch (step.text("do")) {
            case "connected" -> {
                people.connected();
                yield null;
            }
            case "whole" ->
                people.whole(new Notice.Present(step.number("version"), users(step, "users"), step.flag("more")));
            case "change" ->
                people.change(
                        new Notice.PresenceChanged(step.number("version"), users(step, "come"), users(step, "gone")));
            default -> throw new AssertionError(step);
        };
        if (change == null) return;
        assertThat(change)
                .as(what)
                .isEqualTo(new People.Change(users(step, "joined"), users(step, "left"), step.flag("hole")));
        assertThat(people.present()).as(what).containsExactlyInAnyOrderElementsOf(users(step, "present"));
    }

    @Test
    void namesMeanWhomTheVectorsSay() throws IOException {
        for (var one : Vectors.cases("namesake.json")) {
            var people = new People();
            for (var step : one.steps("steps")) {
                String what = one.text("name") + ": " + step;
                switch (step.text("do")) {
                    case "meet" -> people.meet(numbered(step.text("user")));
                    case "here" -> {
                        var users = step.texts("users").stream()
                                .map(VectorsTest::numbered)
                                .toList();
                        people.connected();
                        people.whole(new Notice.Present(1, users, false));
                    }
                    case "say" -> {
                        var refused = Optional.<Refusal>empty();
                        if (step.text("is").equals("refused"))
                            refused = Optional.of(new Refusal(Refusal.Code.SOMEBODY_ELSE, step.texts("details")));
                        assertThat(people.mistaken(step.text("to"))).as(what).isEqualTo(refused);
                        if (refused.isEmpty())
                            assertThat(people.named(step.text("to"))).as(what).contains(numbered(step.text("user")));
                    }
                    default -> throw new AssertionError(step);
                }
            }
        }
    }

    /** A user as "7 Bob". */
    private static Author numbered(String written) {
        int space = written.indexOf(' ');
        return new Author(
                new UserId(0, Long.parseLong(written.substring(0, space))), new Handle(written.substring(space + 1)));
    }

    private static List<Author> users(Step step, String name) {
        return step.texts(name).stream().map(FakeServer::somebody).toList();
    }

    @Test
    void messageIdsBeginAsTheVectorsSay() throws IOException {
        for (var one : Vectors.cases("message-id.json")) {
            var id = MessageId.make(Instant.ofEpochMilli(one.number("time")), new Random(7));
            assertThat(id.toString()).startsWith(one.text("prefix")).matches(".{8}-.{4}-7.{3}-[89ab].{3}-.{12}");
        }
    }

    @Test
    void linesAreTakenApartAsTheVectorsSay() throws IOException {
        for (var one : Vectors.cases("line.json")) {
            List<String> known = one.has("known") ? one.texts("known") : List.of();
            var line = Line.of(
                    one.text("line"), Limits.usual(), name -> known.stream().anyMatch(name::equalsIgnoreCase));
            var expected = switch (one.text("is")) {
                case "plain" -> new Line.Plain(one.text("text"));
                case "all" -> new Line.ToAll(one.text("text"));
                case "name" -> new Line.ToName(one.text("name"), one.text("text"));
                case "unclear" -> new Line.Unclear(one.text("name"), one.text("text"));
                case "slash" -> new Line.Slash(one.text("name"), one.text("text"));
                default -> throw new AssertionError(one);
            };
            assertThat(line).as(one.text("line")).isEqualTo(expected);
        }
    }

    @Test
    void textIsShownAsTheVectorsSay() throws IOException {
        for (var one : Vectors.cases("visible.json")) {
            assertThat(Visible.text(one.text("text"))).as(one.text("name")).isEqualTo(one.text("shown"));
            assertThat(Visible.text(one.text("shown"))).as(one.text("name")).isEqualTo(one.text("shown"));
        }
    }

    @Test
    void theSameCharactersAreHiddenEverywhere() throws IOException {
        var hidden = new BitSet();
        for (var range : Vectors.whole("visible.json").list("hidden")) {
            var ends = (List<?>) range;
            hidden.set(Integer.parseInt((String) ends.get(0), 16), Integer.parseInt((String) ends.get(1), 16) + 1);
        }

        assertThat(IntStream.rangeClosed(0, Character.MAX_CODE_POINT).filter(c -> Visible.isHidden(c) != hidden.get(c)))
                .isEmpty();
    }
}
