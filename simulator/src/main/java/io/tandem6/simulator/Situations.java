package io.tandem6.simulator;

import io.tandem6.server.ha.ServerState;
import io.tandem6.simulator.fault.Fault;
import io.tandem6.simulator.fault.FaultKind;
import io.tandem6.simulator.server.Host;
import io.tandem6.simulator.server.PairSettings;
import io.tandem6.simulator.time.Timeline;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Which situations occurred in one world, for the table of what many worlds covered. */
final class Situations {
    private static final double CROWDED = 0.8;

    private final PairSettings settings;
    private final List<Host> hosts;
    private final Map<String, Set<String>> byState = new HashMap<>();
    private final Set<String> others = new HashSet<>();

    Situations(PairSettings settings, List<Host> hosts) {
        this.settings = settings;
        this.hosts = hosts;
        others.add(settings.normalState().wireName() + " pair");
        others.add("MCLT of " + settings.mcltSeconds() + " s");
        if (settings.guarded()) {
            others.add("pools guarded by HA classes");
        }
        if (settings.overlapping()) {
            others.add("prefixes in the space of the addresses");
        }
    }

    /** Something happened to a host, in the HA state in which it is. */
    void note(Host host, String event) {
        String state = host.state().map(ServerState::wireName).orElse("down");
        byState.computeIfAbsent(state, s -> new HashSet<>()).add(event);
    }

    void note(String situation) {
        others.add(situation);
    }

    Set<String> all() {
        Set<String> all = new TreeSet<>(others);
        byState.forEach((state, events) -> events.forEach(e -> all.add(state + " x " + e)));
        return all;
    }

    /** A fault begins, of several that are there now. */
    void faultBegins(Fault fault, int activeFaults) {
        FaultKind kind = fault.kind();
        Host host = hosts.get(fault.host());
        note(host, "fault " + kind.word());
        note(activeFaults > 1 ? "several faults at once" : "a fault alone");
        if (kind.parts()) {
            noteLength("parted", fault);
        }
        if (kind.isDown()) {
            noteLength("down", fault);
        }
        if (kind == FaultKind.CRASH_UNSYNCED && host.disk().hasUnsynced()) {
            note("crash with changes that are not on disk");
        }
        if (isCrowded(hosts.getFirst()) || isCrowded(hosts.getLast())) {
            note("pools over 80 % full when a fault begins");
        }
        for (Host each : hosts) {
            each.state().ifPresent(s -> note("state " + s.wireName()));
        }
    }

    private void noteLength(String what, Fault fault) {
        longerThan(
                what + " for longer than max-response-delay",
                settings.maxResponseDelaySeconds(),
                fault);
        longerThan(
                what + " for longer than a valid lifetime", settings.validLifetimeSeconds(), fault);
        longerThan(what + " for longer than MCLT", settings.mcltSeconds(), fault);
        longerThan(
                what + " for longer than a valid lifetime and MCLT",
                settings.validLifetimeSeconds() + settings.mcltSeconds(),
                fault);
    }

    private void longerThan(String situation, long seconds, Fault fault) {
        if (fault.length() > seconds * Timeline.SECOND) {
            note(situation);
        }
    }

    private boolean isCrowded(Host host) {
        long now = host.clock().now().getEpochSecond();
        return host.leases().stream().filter(l -> l.isInUse(now) && l.prefixLength() == 128).count()
                > settings.addresses() * CROWDED;
    }

    /** A fault is over. */
    void faultEnds(Fault fault) {
        note(hosts.get(fault.host()), "end of " + fault.kind().word());
    }
}
