package tertulia.e2e.attack;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/** The attacks that are made, in this order. */
final class Attacks {
    static final List<Attack> ALL = List.of(
            new LongTextsInManyRooms(),
            new ReadersWhoStop(),
            new GuestsWhoDoNotRead(),
            new UnfinishedObjects(),
            new UnfinishedRequests(),
            new UnfinishedHandshakes(),
            new ComingAndGoing(),
            new SayingAndComingBack());

    /** What a guest may say a second in the long run is 50; this is a little less. */
    private static final long PACE_NANOS = TimeUnit.SECONDS.toNanos(1) / 45;

    private Attacks() {}

    private static String say(String to, String text) {
        return "{\"type\":\"say\",\"to\":\"" + to + "\",\"id\":\"" + UUID.randomUUID() + "\",\"text\":\"" + text
                + "\"}\n";
    }

    private static String guest(String kind, int number) {
        return kind + Integer.toString(number, 36) + "n"
                + Long.toString(ThreadLocalRandom.current().nextLong(1 << 30), 36);
    }

    /** Texts of 8 KiB that take twice as much in the heap, in 22 rooms of two. */
    private static final class LongTextsInManyRooms implements Attack {
        private static final String TEXT = "x".repeat(8188) + "\u0436";

        @Override
        public String name() {
            return "44 connections say long texts in 22 rooms";
        }

        @Override
        public void run(Target target, Duration duration) throws InterruptedException {
            pairs(target, 22, duration, TEXT, true);
        }
    }

    /** Texts of which JSON makes six times as much, for people who do not read. */
    private static final class ReadersWhoStop implements Attack {
        private static final String TEXT = "\\u0001".repeat(8192);

        @Override
        public String name() {
            return "200 pairs say texts that are large in JSON and do not read";
        }

        @Override
        public void run(Target target, Duration duration) throws InterruptedException {
            pairs(target, 200, duration, TEXT, false);
        }
    }

    /** Each pair has a room of its own, in which both speak. */
    private static void pairs(Target target, int pairs, Duration duration, String text, boolean reads)
            throws InterruptedException {
        String run = Long.toString(ThreadLocalRandom.current().nextLong(1 << 30), 36);
        target.each(2 * pairs, duration, (stranger, number, attempt) -> {
            stranger.join("pair" + run + "n" + number);
            if (reads) stranger.readOn();
            String other = "pair" + run + "n" + (number ^ 1);
            for (int said = 0; !attempt.isOver(); said++) {
                stranger.say(say(other, text));
                if (said > 400) attempt.pause(PACE_NANOS);
            }
        });
    }

    /** Each is sent the list of all. */
    private static final class GuestsWhoDoNotRead implements Attack {
        @Override
        public String name() {
            return "6500 guests do not read who is present";
        }

        @Override
        public void run(Target target, Duration duration) throws InterruptedException {
            target.each(6500, duration, (stranger, number, attempt) -> {
                stranger.say("{\"type\":\"hello\",\"keep\":false,\"name\":\"" + guest("quiet", number) + "\"}\n");
                attempt.rest();
            });
        }
    }

    /** All but the end of the largest object there may be, before hello. */
    private static final class UnfinishedObjects implements Attack {
        private static final byte[] MOST = ("{\"type\":\"" + "x".repeat(65_000)).getBytes(StandardCharsets.US_ASCII);

        @Override
        public String name() {
            return "9000 strangers begin an object of 64 KiB";
        }

        @Override
        public void run(Target target, Duration duration) throws InterruptedException {
            held(target, 9000, duration, MOST);
        }
    }

    private static final class UnfinishedRequests implements Attack {
        private static final byte[] MANY = request("a: b\r\n", 2500);
        private static final byte[] LONG = request("a: " + "b".repeat(150) + "\r\n", 98);

        private static byte[] request(String header, int times) {
            return ("GET / HTTP/1.1\r\nHost: localhost\r\n" + header.repeat(times)).getBytes(StandardCharsets.US_ASCII);
        }

        @Override
        public String name() {
            return "9000 requests of HTTP have 15 KB of headers and no end";
        }

        @Override
        public void run(Target target, Duration duration) throws InterruptedException {
            held(target, 9000, duration, LONG, MANY);
        }
    }

    private static final class UnfinishedHandshakes implements Attack {
        private static final byte[] SOME = {0x16, 3, 1, 2, 0, 1, 0};

        @Override
        public String name() {
            return "9000 handshakes of TLS have no end";
        }

        @Override
        public void run(Target target, Duration duration) throws InterruptedException {
            held(target, 9000, duration, SOME);
        }
    }

    /** By turns they say one or another of these, and wait. */
    private static void held(Target target, int strangers, Duration duration, byte[]... bytes)
            throws InterruptedException {
        target.each(strangers, duration, (stranger, number, attempt) -> {
            stranger.say(bytes[number % bytes.length]);
            stranger.awaitEnd();
        });
    }

    /** Handles are kept for those who go. */
    private static final class ComingAndGoing implements Attack {
        @Override
        public String name() {
            return "guests come and go, and their names are kept";
        }

        @Override
        public void run(Target target, Duration duration) throws InterruptedException {
            target.again(50, duration, (stranger, number, attempt) -> {
                stranger.say("{\"type\":\"hello\",\"name\":\"" + guest("passing", number) + "\"}\n");
                stranger.await("\"type\":\"welcome\"");
            });
        }
    }

    /** As much as may be said at once, from connection after connection. */
    private static final class SayingAndComingBack implements Attack {
        @Override
        public String name() {
            return "guests say 480 texts, go, and come back";
        }

        @Override
        public void run(Target target, Duration duration) throws InterruptedException {
            target.again(4, duration, Attacks::sayMuch);
        }
    }

    private static void sayMuch(Stranger stranger, int number, Target.Attempt attempt) throws IOException {
        stranger.join(guest("much", number));
        for (int i = 0; i < 480 && !attempt.isOver(); i++) stranger.say(say("ALL", "word " + i));
        stranger.await("\"type\":\"ack\"");
    }
}
