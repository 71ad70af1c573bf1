package tertulia.bench;

import java.util.random.RandomGenerator;

/**
 * Who talks to whom. Connections and streams are numbered from 0; a stream is what one connection says, and its order is
 * checked at each receiver. Where senders hear themselves ({@code echo}), they are receivers too.
 */
sealed interface Topology {
    int connections();

    int streams();

    /** How many get each message. */
    int recipients();

    /** The stream that speaks next. */
    int next(RandomGenerator random);

    /** The connection that sends a stream. */
    default int sender(int stream) {
        return stream;
    }

    /** Whether the stream is meant for this connection. */
    boolean reaches(int stream, int receiver);

    /** Where the receiver's counter for the stream stands, below {@link #cells}. */
    int cell(int stream, int receiver);

    int cells();

    /** Says in the result what it is. */
    void describe(Result result);

    /** The relay's room in which the connection is. */
    int room(int connection);

    /** Everyone in one room; the first {@code senders} talk in turn. */
    final class Room implements Topology {
        private final int members;
        private final int senders;
        private final boolean echo;
        private int turn;

        Room(int members, int senders, boolean echo) {
            if (members < 2 || senders < 1 || senders > members) throw new IllegalArgumentException("members, senders");
            this.members = members;
            this.senders = senders;
            this.echo = echo;
        }

        @Override
        public int connections() {
            return members;
        }

        @Override
        public int streams() {
            return senders;
        }

        @Override
        public int recipients() {
            return echo ? members : members - 1;
        }

        @Override
        public int next(RandomGenerator random) {
            turn = turn + 1 < senders ? turn + 1 : 0;
            return turn;
        }

        @Override
        public boolean reaches(int stream, int receiver) {
            return echo || stream != receiver;
        }

        @Override
        public int cell(int stream, int receiver) {
            return receiver * senders + stream;
        }

        @Override
        public int cells() {
            return members * senders;
        }

        @Override
        public int room(int connection) {
            return 0;
        }

        @Override
        public void describe(Result result) {
            result.put("members", members).put("senders", senders);
        }
    }

    /** Two and two (0 with 1, 2 with 3 …), both ways, at random. */
    record Pairs(int pairs, boolean echo) implements Topology {
        @Override
        public int connections() {
            return 2 * pairs;
        }

        @Override
        public int streams() {
            return 2 * pairs;
        }

        @Override
        public int recipients() {
            return echo ? 2 : 1;
        }

        @Override
        public int next(RandomGenerator random) {
            return random.nextInt(2 * pairs);
        }

        @Override
        public boolean reaches(int stream, int receiver) {
            return receiver == (stream ^ 1) || echo && receiver == stream;
        }

        @Override
        public int cell(int stream, int receiver) {
            return 2 * receiver + (stream & 1);
        }

        @Override
        public int cells() {
            return 4 * pairs;
        }

        @Override
        public int room(int connection) {
            return connection / 2;
        }

        @Override
        public void describe(Result result) {
            result.put("pairs", pairs).put("senders", streams());
        }
    }
}
