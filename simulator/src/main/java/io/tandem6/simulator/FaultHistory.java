package io.tandem6.simulator;

import io.tandem6.server.ha.ServerState;
import io.tandem6.simulator.fault.Fault;
import io.tandem6.simulator.fault.Recovery;
import io.tandem6.simulator.server.Host;
import io.tandem6.simulator.server.PairSettings;
import io.tandem6.simulator.time.Timeline;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Which faults there are and were, and therefore what may be expected of the servers. */
final class FaultHistory {
    private final Timeline timeline;
    private final PairSettings settings;
    private final List<Host> hosts;
    private final List<Fault> active = new ArrayList<>();
    private @Nullable Fault aloneSinceCalm;
    private final Recovery recovery;
    private long normalAt;

    FaultHistory(Timeline timeline, PairSettings settings, List<Host> hosts) {
        this.timeline = timeline;
        this.settings = settings;
        this.hosts = hosts;
        recovery = new Recovery(settings);
        normalAt = Recovery.plain(settings) * Timeline.SECOND;
    }

    void begins(Fault fault) {
        aloneSinceCalm = isCalm() ? fault : null;
        active.add(fault);
    }

    void ends(Fault fault) {
        active.remove(fault);
        normalAt = Math.max(normalAt, recovery.normalAfter(fault) * Timeline.SECOND);
        aloneSinceCalm = null;
    }

    int active() {
        return active.size();
    }

    /** True if nothing has been wrong for so long that both servers ought to be back to normal. */
    boolean mustBeNormal() {
        return active.isEmpty() && timeline.now() >= normalAt;
    }

    /** True if besides both servers are back to normal. */
    boolean isCalm() {
        return mustBeNormal() && hosts.stream().allMatch(this::isNormal);
    }

    /** True if a server is in normal operation. */
    boolean isNormal(Host host) {
        return host.state().equals(Optional.of(settings.normalState()));
    }

    /** What each server is that is not in normal operation. */
    List<String> notNormal() {
        return hosts.stream()
                .filter(host -> !isNormal(host) || host.isServiceOff())
                .map(
                        host ->
                                "%s is %s%s"
                                        .formatted(
                                                host.name(),
                                                host.state()
                                                        .map(ServerState::wireName)
                                                        .orElse("down"),
                                                host.isServiceOff() ? ", its service is off" : ""))
                .toList();
    }

    /** True if the fault that is there began when all was well, and no other has begun since. */
    boolean isFirst() {
        return aloneSinceCalm != null;
    }

    /** The fault by which one server is down since all was well, if nothing else is wrong. */
    Optional<Fault> oneDown() {
        return Optional.ofNullable(aloneSinceCalm)
                .filter(f -> active.size() == 1 && f.kind().isDown());
    }
}
