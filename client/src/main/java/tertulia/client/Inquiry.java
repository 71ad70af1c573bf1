package tertulia.client;

import java.io.IOException;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tertulia.model.Command;
import tertulia.model.Notice;
import tertulia.model.Refusal;

/**
 * Asks a server which names are free, before one is anybody there. It connects with the first question, and anew with the
 * next one after the connection was lost. Its methods may be called from any thread and return at once.
 */
public final class Inquiry implements AutoCloseable {
    private final Address server;
    private final Identities identities;
    private final Timing timing;
    private final Consumer<Happening.Met> met;
    private final Lane lane = new Lane("tertulia-inquiry");
    private final Map<String, Question> asked = new HashMap<>();
    private @Nullable Wire wire;
    private long questions;

    private record Question(String name, CompletableFuture<Answer> answer) {}

    /** What the server says of a name, or why it cannot be asked. */
    public sealed interface Answer {
        /** It could be had at this moment. */
        record Free() implements Answer {}

        /** It cannot be had. */
        record Taken(Refusal refusal) implements Answer {}

        /** There is no connection. */
        record Unknown(Gone why) implements Answer {}
    }

    /** At this server; {@code met} is told, on a thread of its own, if the server's key was not known before. */
    public Inquiry(Address server, Identities identities, Timing timing, Consumer<Happening.Met> met) {
        this.server = server;
        this.identities = identities;
        this.timing = timing;
        this.met = met;
    }

    /** Whether the name could be had now by whoever one is on this machine. The answer comes on a thread of its own. */
    public CompletableFuture<Answer> check(String name) {
        var answer = new CompletableFuture<Answer>();
        lane.run(() -> {
            if (wire == null) {
                wire = Wire.open(server, identities.pins(Clock.systemUTC()), timing, lane, new Hearing());
            }
            ask(wire, new Question(name, answer), token(name));
        });
        return answer;
    }

    private void ask(Wire open, Question question, Optional<String> token) {
        String ref = "check " + ++questions;
        asked.put(ref, question);
        open.send(ref, new Command.Check(question.name(), token));
    }

    private Optional<String> token(String name) {
        try {
            return identities.find(server, name).map(Identity::token);
        } catch (IOException e) {
            identities.warn("memory-unread", e);
            return Optional.empty();
        }
    }

    private void answer(String ref, Answer answer) {
        var question = asked.remove(ref);
        if (question == null) return;
        boolean stale = answer instanceof Answer.Taken(var refusal) && refusal.code() == Refusal.Code.TOKEN;
        if (stale && wire != null) ask(wire, question, Optional.empty());
        else question.answer().complete(answer);
    }

    @Override
    public void close() {
        lane.run(() -> {
            if (wire != null) wire.close();
            wire = null;
            lane.close();
        });
    }

    /** What the wire tells. */
    private final class Hearing implements Wire.Ear {
        @Override
        public void met(Happening.Met happening) {
            met.accept(happening);
        }

        @Override
        public void opened() {
            // The questions are sent by themselves.
        }

        @Override
        public void heard(Notice notice) {
            if (notice instanceof Notice.Free free) answer(free.ref(), new Answer.Free());
            if (notice instanceof Notice.Refused refused) answer(refused.ref(), new Answer.Taken(refused.refusal()));
            if (notice instanceof Notice.Pinged && wire != null) wire.send("", new Command.Pong());
        }

        @Override
        public void closed(Gone why) {
            wire = null;
            asked.values().forEach(question -> question.answer().complete(new Answer.Unknown(why)));
            asked.clear();
        }
    }
}
