package tertulia.server.net;

import io.netty.channel.EventLoop;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import tertulia.core.port.Lane;

/** An event loop as a lane: what belongs to its connections runs on it, and what they send goes out once per turn. */
final class LoopLane implements Lane {
    private static final System.Logger LOG = System.getLogger(LoopLane.class.getName());

    private final int number;
    private final EventLoop loop;
    private final Set<Conversation> conversations = new LinkedHashSet<>();
    private final Set<Entrance.Caller> callers = new HashSet<>();
    private List<Conversation> unflushed = new ArrayList<>();

    private final Holders input;
    private final Holders strangers;
    private final Holders output;

    LoopLane(int number, EventLoop loop, Relief input, Relief strangers, Relief output) {
        this.number = number;
        this.loop = loop;
        this.input = input.on(this);
        this.strangers = strangers.on(this);
        this.output = output.on(this);
    }

    /** Who is in and has something unfinished. */
    Holders input() {
        return input;
    }

    /** Who is not in and has something unfinished. */
    Holders strangers() {
        return strangers;
    }

    /** Who has something to take. */
    Holders output() {
        return output;
    }

    @Override
    public void run(Runnable task) {
        loop.execute(task); // What it throws, Netty logs.
    }

    @Override
    public void after(Duration delay, Runnable task) {
        Timer.after(loop, delay.toNanos(), task);
    }

    @Override
    public long nanos() {
        return System.nanoTime();
    }

    int number() {
        return number;
    }

    EventLoop loop() {
        return loop;
    }

    Set<Conversation> conversations() {
        return conversations;
    }

    /** The connections without a session. */
    Set<Entrance.Caller> callers() {
        return callers;
    }

    /** Everything told during a turn goes to a socket in one piece, after it. */
    void flushLater(Conversation conversation) {
        if (unflushed.isEmpty()) loop.execute(this::flush);
        unflushed.add(conversation);
    }

    private void flush() {
        var now = unflushed;
        unflushed = new ArrayList<>();
        for (var conversation : now) {
            try {
                conversation.flush();
            } catch (RuntimeException e) {
                LOG.log(System.Logger.Level.ERROR, "bug where=flush", e);
            }
        }
    }

    void sweep(Door door) {
        long nanos = nanos();
        for (var conversation : List.copyOf(conversations)) conversation.sweep(nanos, door);
    }
}
