package io.tandem6.simulator;

import io.tandem6.address.Ipv6Prefix;
import io.tandem6.lease.BindingKey;
import io.tandem6.server.ha.ServerState;
import io.tandem6.simulator.fault.Fault;
import io.tandem6.simulator.fault.FaultKind;
import io.tandem6.simulator.server.Host;
import io.tandem6.simulator.server.PairSettings;
import io.tandem6.simulator.time.Timeline;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Which situations occurred in one world, for the table of what many worlds covered. */
final class Situations {
    private static final double CROWDED = 0.8;
    private static final int ENOUGH_FAULTS = 5;

    private final PairSettings settings;
    private final List<Host> hosts;
    private final Map<ServerState, Set<String>> byState = new EnumMap<>(ServerState.class);
    private final Set<String> whileDown = new HashSet<>();
    private final Set<String> others = new HashSet<>();
    private final Map<Fault, Set<BindingKey>> heldWhenItBegan = new HashMap<>();
    private int faults;

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
        host.state()
                .map(state -> byState.computeIfAbsent(state, s -> new HashSet<>()))
                .orElse(whileDown)
                .add(event);
    }

    void note(String situation) {
        others.add(situation);
    }

    Set<String> all() {
        Set<String> all = new TreeSet<>(others);
        byState.forEach(
                (state, events) -> events.forEach(e -> all.add(state.wireName() + " x " + e)));
        whileDown.forEach(e -> all.add("down x " + e));
        return all;
    }

    /** A fault begins, of several that are there now. */
    void faultBegins(Fault fault, int activeFaults) {
        FaultKind kind = fault.kind();
        Host host = hosts.get(fault.host());
        faults++;
        if (faults == ENOUGH_FAULTS) {
            note("5 faults");
        }
        note(host, "fault " + kind.word());
        note("fault " + kind.word());
        heldWhenItBegan.put(fault, held());
        note(activeFaults > 1 ? "several faults at once" : "a fault alone");
        if (kind.parts()) {
            noteLength("parted", fault);
        }
        if (kind.isDown()) {
            noteLength("down", fault);
        }
        noteCrowd();
        for (Host each : hosts) {
            note(each, "a fault of " + kind.origin().word());
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

    private void noteCrowd() {
        if (hosts.stream().anyMatch(this::isCrowded)) {
            note("pools over 80 % full during a fault");
        }
    }

    private boolean isCrowded(Host host) {
        long now = host.clock().now().getEpochSecond();
        long taken =
                host.leases().stream()
                        .filter(lease -> lease.isInUse(now))
                        .mapToLong(
                                lease ->
                                        settings.addressesTakenBy(
                                                new Ipv6Prefix(
                                                        lease.address(), lease.prefixLength())))
                        .sum();
        return taken > settings.addresses() * CROWDED;
    }

    /** A fault is over. */
    void faultEnds(Fault fault) {
        FaultKind kind = fault.kind();
        note(hosts.get(fault.host()), "end of " + kind.word());
        noteCrowd();
        if (fault.length() > settings.mcltSeconds() * Timeline.SECOND) {
            note("MCLT ends during a fault");
        }
        if (endsALease(fault)) {
            note("a lease ends during a fault");
            if (kind.parts()) {
                note("a lease ends while the servers are parted");
            }
            if (kind.isDown()) {
                note("a lease ends while one server is down");
            }
        }
    }

    /** True if something is no longer at the client that had it when it began. */
    private boolean endsALease(Fault fault) {
        Set<BindingKey> now = held();
        return heldWhenItBegan.getOrDefault(fault, Set.of()).stream()
                .anyMatch(binding -> !now.contains(binding));
    }

    /** What is in use by the account of a disk. */
    private Set<BindingKey> held() {
        Set<BindingKey> held = new HashSet<>();
        for (Host host : hosts) {
            long now = host.clock().now().getEpochSecond();
            host.disk().leases().stream()
                    .filter(lease -> lease.isInUse(now))
                    .forEach(lease -> held.add(lease.bindingKey()));
        }
        return held;
    }
}
