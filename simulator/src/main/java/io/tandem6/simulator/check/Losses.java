package io.tandem6.simulator.check;

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
    private final Set<Claim> forgotten = new HashSet<>();
    private final Map<Integer, Failure> failures = new HashMap<>();

    /** {@code unnoticed}: no server can know that there was one. */
    private record Failure(long at, boolean unnoticed) {}

    Losses(List<Host> hosts) {
        this.hosts = hosts;
    }

    void add(Claim claim) {
        lost.add(claim);
    }

    boolean has(Claim claim) {
        return lost.contains(claim);
    }

    /**
     * True if no server can know that the client has this: a disk went back, while the servers were
     * parted, to a moment after they had seen each other for the last time. Not even the partner
     * knows then that there was more, and what was promised since is promised once more.
     */
    boolean isForgotten(Claim claim) {
        return forgotten.contains(claim);
    }

    /** See {@link Checker#secondFailure}. */
    void secondFailure(Host losing, boolean unnoticed, long now, List<Claim> claims) {
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
                forgotten.add(claim);
            }
        }
    }
}
