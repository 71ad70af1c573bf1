package tertulia.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tertulia.bench.SmallServer.Fault;

/** A generator that misses what a server does wrong would make every figure worthless. */
class ChecksTest {
    private static final Run.Terms SHORT = new Run.Terms(0, 0.1, 100, 0.2, 30);

    private static final Run.Terms PATIENT = new Run.Terms(0.05, 0.1, 100, 2, 30);

    @Test
    void aRightServerHasNothingAgainstItInAnyTest() throws IOException {
        for (var protocol : new Protocol[] {Protocol.PLAIN, Protocol.JSON}) {
            boolean echo = protocol.echo;
            assertRight(protocol, new Topology.Room(5, 2, echo), new Pace.Closed(8));
            assertRight(protocol, new Topology.Room(5, 2, echo), new Pace.Open(1000));
            assertRight(protocol, new Topology.Pairs(3, echo), new Pace.Closed(6));
        }
        assertRight(Protocol.JSON, new Topology.Pairs(4, true), new Pace.Each(3));
        assertRight(Protocol.JSON, new Topology.Room(4, 4, true), new Pace.Each(3));
    }

    private static void assertRight(Protocol protocol, Topology topology, Pace pace) throws IOException {
        var result = run(Fault.NONE, PATIENT, protocol, topology, pace);
        assertThat(result.clean()).as(result.toString()).isTrue();
        assertThat(result.number("messages")).isPositive();
        assertThat(result.number("deliveries")).isGreaterThanOrEqualTo(result.number("messages"));
        assertThat(result.number("maxMillis")).isPositive();
    }

    @ParameterizedTest
    @EnumSource(
            value = Fault.class,
            names = {
                "DROPPED",
                "DOUBLED",
                "SPOILT",
                "SHORTENED",
                "OVERTAKEN",
                "ECHOED",
                "OTHER_NAME",
                "HUNG_UP",
                "REFUSED"
            })
    void whatAPlainServerDoesWrongInARoomIsNoticed(Fault fault) throws IOException {
        var result = run(fault, SHORT, Protocol.PLAIN, new Topology.Room(5, 2, false), new Pace.Closed(8));
        assertNoticed(fault, result);
    }

    @ParameterizedTest
    @EnumSource(
            value = Fault.class,
            names = {"DROPPED", "DOUBLED", "SPOILT", "SHORTENED", "OVERTAKEN", "OTHER_NAME", "HUNG_UP", "REFUSED"})
    void whatAPlainServerDoesWrongInPrivateIsNoticed(Fault fault) throws IOException {
        var result = run(fault, SHORT, Protocol.PLAIN, new Topology.Pairs(2, false), new Pace.Closed(8));
        assertNoticed(fault, result);
    }

    @ParameterizedTest
    @EnumSource(
            value = Fault.class,
            names = {"DROPPED", "DOUBLED", "REFUSED", "WRONG_ACK", "ACKED_TWICE", "NO_ACK", "OTHER_NUMBER", "HOLE"})
    void whatAJsonServerDoesWrongIsNoticed(Fault fault) throws IOException {
        assertNoticed(fault, run(fault, SHORT, Protocol.JSON, new Topology.Pairs(2, true), new Pace.Each(2)));
        assertNoticed(fault, run(fault, SHORT, Protocol.JSON, new Topology.Room(3, 3, true), new Pace.Each(2)));
    }

    private static Result run(Fault fault, Run.Terms terms, Protocol protocol, Topology topology, Pace pace)
            throws IOException {
        try (var server = new SmallServer(fault)) {
            return new Run(new Run.Target(server.address(), protocol, 0, "test", 0), terms, topology).run("test", pace);
        }
    }

    private static void assertNoticed(Fault fault, Result result) {
        var counters = Map.of(
                Fault.DROPPED, "lost",
                Fault.DOUBLED, "dup",
                Fault.OVERTAKEN, "gap",
                Fault.HUNG_UP, "disconnected",
                Fault.NO_ACK, "lost",
                Fault.HOLE, "gap");
        assertThat(result.clean()).as(result.toString()).isFalse();
        assertThat(result.number(counters.getOrDefault(fault, "bad")))
                .as(fault + ": " + result)
                .isPositive();
    }
}
