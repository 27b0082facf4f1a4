package io.tandem6.simulator.check;

import io.tandem6.address.Ipv6Address;
import io.tandem6.simulator.client.ClientTraits;
import io.tandem6.simulator.server.Host;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What was lost, and need be complained of no more: since that has been done already, or since two
 * failures lost it and nobody promised otherwise.
 */
final class Losses {
    private final List<Host> hosts;
    private final Set<Claim> lost = new HashSet<>();
    private final Set<Claim> unknown = new HashSet<>();
    private final Map<Integer, Failure> failures = new HashMap<>();
    private final Map<Integer, Long> lastHeardOf = new HashMap<>();
    private final Map<Integer, Set<Ipv6Address>> forgotten = new HashMap<>();
    private final Set<Binding> disputed = new HashSet<>();

    /** {@code unnoticed}: not even the other server can know that there was one. */
    private record Failure(long at, boolean unnoticed) {}

    /** Something at a client, however long. */
    private record Binding(ClientTraits client, Ipv6Address address) {
        static Binding of(Claim claim) {
            return new Binding(claim.client(), claim.address());
        }
    }

    Losses(List<Host> hosts) {
        this.hosts = hosts;
    }

    void add(Claim claim) {
        lost.add(claim);
    }

    boolean has(Claim claim) {
        return lost.contains(claim) || isDisputed(claim);
    }

    /** True if two clients have it, and one of them will lose it. */
    boolean isDisputed(Claim claim) {
        return disputed.contains(Binding.of(claim));
    }

    /** A client gets something that nobody has. */
    void begins(Claim claim) {
        disputed.remove(Binding.of(claim));
    }

    /** A server hears the other one, which tells it if its disk has less than it had. */
    void hears(int host, long now) {
        lastHeardOf.put(1 - host, now);
        forgotten.remove(host);
    }

    /** A disk goes back to what it was before something changed about these addresses. */
    void diskGoesBack(int host, Set<Ipv6Address> changed) {
        forgotten.computeIfAbsent(host, n -> new HashSet<>()).addAll(changed);
    }

    /**
     * True if the server that gave something away cannot know that another client has it: its disk
     * went back, and it has not heard the other one since. Nor can any server if the disk went
     * back, while they were parted, to a moment after they had seen each other for the last time.
     */
    boolean mayBePromisedOnceMore(Claim former, Claim given, int by) {
        Set<Ipv6Address> changed = forgotten.getOrDefault(by, Set.of());
        return unknown.contains(former)
                || changed.contains(former.address())
                || changed.contains(given.address());
    }

    /** Two clients have the same, and nobody could have prevented it. */
    void dispute(Claim one, Claim other) {
        disputed.add(Binding.of(one));
        disputed.add(Binding.of(other));
    }

    /**
     * See {@link Checker#secondFailure}.
     *
     * @param instant to which the disk goes back
     */
    void secondFailure(Host losing, long instant, long now, List<Claim> claims) {
        boolean unnoticed = lastHeardOf.getOrDefault(losing.number(), 0L) <= instant;
        Failure failure = new Failure(now, unnoticed);
        failures.put(losing.number(), failure);
        claims.forEach(claim -> loseUnlessOtherKnows(losing.number(), failure, claim));
    }

    /** A reply arrives that a host sent before it lost its latest changes, or after. */
    void arrived(Claim claim, int by, long sent) {
        Failure failure = failures.get(by);
        if (failure != null && sent < failure.at()) {
            loseUnlessOtherKnows(by, failure, claim);
        }
    }

    private void loseUnlessOtherKnows(int losing, Failure failure, Claim claim) {
        if (hosts.stream()
                .filter(host -> host.number() != losing)
                .noneMatch(host -> Records.knows(host, claim))) {
            lost.add(claim);
            if (failure.unnoticed()) {
                unknown.add(claim);
            }
        }
    }
}
