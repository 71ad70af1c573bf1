package tertulia.core;

import java.time.InstantSource;
import java.util.List;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import tertulia.core.port.Directory;
import tertulia.core.port.EventLog;
import tertulia.core.port.Lane;

/** What a node stands on: lanes, the log, the directory, the time, sources of chance (one for each lane), and memory. */
public record World(
        List<Lane> lanes,
        EventLog log,
        Directory directory,
        InstantSource clock,
        Supplier<RandomGenerator> chance,
        Budget budget) {}
