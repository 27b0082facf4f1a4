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
    private final Set<Binding> unaware = new HashSet<>();

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

    /** True if two clients have it, or may, and one of them will lose it. */
    boolean isDisputed(Claim claim) {
        Binding binding = Binding.of(claim);
        return disputed.contains(binding) || unaware.contains(binding);
    }

    /** A client gets something that nobody has. */
    void begins(Claim claim) {
        disputed.remove(Binding.of(claim));
        unaware.remove(Binding.of(claim));
    }

    /**
     * A client gets something, of a server that may not know that it is another client's: its disk
     * went back, and it has not heard the other one since.
     */
    void given(Claim claim, int by) {
        if (hasForgotten(by, claim.address())) {
            unaware.add(Binding.of(claim));
        }
    }

    private boolean hasForgotten(int host, Ipv6Address address) {
        return forgotten.getOrDefault(host, Set.of()).contains(address);
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
     * True if two clients have the same, and that could not be prevented: one of the servers cannot
     * know of the other client, or none can since a disk went back, while they were parted, to a
     * moment after they had seen each other for the last time.
     *
     * @param by the server that gave the latter
     */
    boolean isUnavoidable(Claim former, Claim latter, int by) {
        Binding one = Binding.of(former);
        Binding other = Binding.of(latter);
        if (unknown.contains(former)
                || hasForgotten(by, former.address())
                || unaware.contains(one)
                || unaware.contains(other)) {
            disputed.add(one);
            disputed.add(other);
        }
        return disputed.contains(one) && disputed.contains(other);
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
