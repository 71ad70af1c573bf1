package tertulia.testkit.sim;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Everything of one run: what is simulated, and what was truly said. */
final class Scene {
    private final Schedule schedule;
    private final Swarm swarm;
    private final SimLog log;
    private final SimDirectory directory;
    private final List<SimNode> nodes = new ArrayList<>();
    private final List<SimClient> clients = new ArrayList<>();
    private final Map<String, Said> said = new LinkedHashMap<>();
    private boolean hostile = true;

    Scene(Schedule schedule, Swarm swarm) {
        this.schedule = schedule;
        this.swarm = swarm;
        log = new SimLog(schedule, swarm);
        directory = new SimDirectory(schedule, swarm, log);
    }

    /** Faults happen, or no longer. */
    void hostile(boolean hostile) {
        this.hostile = hostile;
        log.heal(!hostile);
        directory.heal(!hostile);
    }

    boolean isHostile() {
        return hostile;
    }

    Schedule schedule() {
        return schedule;
    }

    Swarm swarm() {
        return swarm;
    }

    SimLog log() {
        return log;
    }

    SimDirectory directory() {
        return directory;
    }

    List<SimNode> nodes() {
        return nodes;
    }

    List<SimClient> clients() {
        return clients;
    }

    /** All messages that anybody ever meant to send, by their text, which is never the same twice. */
    Map<String, Said> said() {
        return said;
    }

    boolean isAlone() {
        return nodes.size() == 1;
    }
}
