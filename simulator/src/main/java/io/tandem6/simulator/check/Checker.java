package io.tandem6.simulator.check;

import io.tandem6.address.Ipv6Address;
import io.tandem6.lease.Lease;
import io.tandem6.lease.LeaseState;
import io.tandem6.simulator.client.ClientTraits;
import io.tandem6.simulator.client.Holding;
import io.tandem6.simulator.server.Host;
import io.tandem6.simulator.time.HostClock;
import io.tandem6.simulator.time.Timeline;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Knows what is valid at which client, and complains when it is valid at another one too or is on
 * no disk. It looks at an address whenever a client or a disk changes something about it, which is
 * as good as looking at all of them after each event.
 */
public final class Checker {
    /** Leases are kept in whole seconds, and clients' clocks are a little wrong. */
    private static final long MARGIN = 2 * Timeline.SECOND;

    private final Timeline timeline;
    private final List<Host> hosts;
    private final Consumer<Violation> violations;
    private final Map<Ipv6Address, List<Claim>> claims = new HashMap<>();
    private final Set<Claim> lost = new HashSet<>();
    private boolean clocksAreRight = true;

    private record Claim(ClientTraits client, Holding holding, long since, long asked) {
        /** How much later than the server's decision the client began to count, at most. */
        private long delivery() {
            return since - asked;
        }
    }

    /** Watches these hosts, a list that may still grow. */
    public Checker(Timeline timeline, List<Host> hosts, Consumer<Violation> violations) {
        this.timeline = timeline;
        this.hosts = hosts;
        this.violations = violations;
    }

    /** From now on wall clocks may be wrong, and with them when leases end. */
    public void clocksGoWrong() {
        clocksAreRight = false;
    }

    /** A client took a reply that says that it has this; it began to ask for it then. */
    public void claimed(ClientTraits client, Holding holding, long asked) {
        List<Claim> all = claims.computeIfAbsent(holding.address(), a -> new ArrayList<>(2));
        long now = timeline.now();
        all.removeIf(c -> c.holding.until() <= now || c.client.equals(client));
        for (Claim other : all) {
            long overlap = other.holding.until() - now;
            boolean onItsWay = overlap <= other.delivery() + MARGIN;
            report(
                    onItsWay
                            ? ViolationKind.DOUBLE_WHILE_DELIVERED
                            : ViolationKind.DOUBLE_ASSIGNMENT,
                    "%s of %s, valid for another %.1f s, goes to %s"
                            .formatted(
                                    holding,
                                    other.client.name(),
                                    overlap / (double) Timeline.SECOND,
                                    client.name()));
        }
        Claim claim = new Claim(client, holding, now, asked);
        all.add(claim);
        checkDisks(claim);
    }

    /** A client does not use this any more. */
    public void ended(ClientTraits client, Ipv6Address address) {
        List<Claim> all = claims.get(address);
        if (all != null) {
            all.removeIf(c -> c.client.equals(client));
        }
    }

    /** An operator has taken an address away, whoever has it. */
    public void taken(Ipv6Address address) {
        claims.remove(address);
    }

    /** The durable lease of an address is another one, somewhere. */
    public void leaseChanged(Ipv6Address address) {
        List<Claim> all = claims.get(address);
        if (all != null) {
            long now = timeline.now();
            all.removeIf(c -> c.holding.until() <= now);
            List.copyOf(all).forEach(this::checkDisks);
        }
    }

    private void checkDisks(Claim claim) {
        if (!lost.contains(claim)
                && !isAboutToEnd(claim)
                && hosts.stream().noneMatch(h -> says(h, h.disk().find(address(claim)), claim))) {
            report(
                    ViolationKind.LOST_LEASE,
                    "%s of %s, valid for another %.1f s; disks: %s"
                            .formatted(
                                    claim.holding,
                                    claim.client.name(),
                                    left(claim),
                                    hosts.stream()
                                            .map(h -> text(h, h.disk().find(address(claim))))
                                            .toList()));
            lost.add(claim);
        }
    }

    /**
     * A host is about to lose its latest changes while it alone knows them. What is lost then is
     * lost by two failures, and nobody promised that it would not be.
     */
    public void secondFailure(Host losing) {
        for (List<Claim> all : claims.values()) {
            all.removeIf(
                    claim ->
                            hosts.stream()
                                    .filter(h -> h.number() != losing.number())
                                    .noneMatch(h -> says(h, h.disk().find(address(claim)), claim)));
        }
    }

    /** True if an address is valid at some client. */
    public boolean isClaimed(Ipv6Address address) {
        return claims.getOrDefault(address, List.of()).stream()
                .anyMatch(claim -> claim.holding.until() > timeline.now());
    }

    /** What is valid at clients must be known to every server when all is well. */
    public void checkServersKnow() {
        for (List<Claim> all : claims.values()) {
            for (Claim claim : all) {
                if (!isAboutToEnd(claim)) {
                    hosts.stream()
                            .filter(h -> !says(h, h.find(address(claim)), claim))
                            .forEach(h -> reportUnknown(h, claim));
                }
            }
        }
    }

    /** True if the server's count may have come to its end, since it began before the client's. */
    private boolean isAboutToEnd(Claim claim) {
        return claim.holding.until() - timeline.now() <= claim.delivery() + MARGIN;
    }

    private void reportUnknown(Host host, Claim claim) {
        report(
                ViolationKind.UNKNOWN_LEASE,
                "%s of %s, valid for another %.1f s: %s"
                        .formatted(
                                claim.holding,
                                claim.client.name(),
                                left(claim),
                                text(host, host.find(address(claim)))));
    }

    private boolean says(Host host, @Nullable Lease lease, Claim claim) {
        return lease != null
                && lease.state() == LeaseState.ASSIGNED
                && lease.duid().equals(claim.client.duid())
                && (!clocksAreRight
                        || end(host, lease) >= claim.holding.until() - claim.delivery() - MARGIN
                        || hasAskedAgain(host, lease, claim));
    }

    /** A later message of the client may have shortened the lease, and the answer be on its way. */
    private static boolean hasAskedAgain(Host host, Lease lease, Claim claim) {
        return begin(host, lease) > claim.since;
    }

    private static long begin(Host host, Lease lease) {
        return (lease.clientLastTransmission() - HostClock.EPOCH) * Timeline.SECOND
                - host.clock().offset();
    }

    private static long end(Host host, Lease lease) {
        return (lease.expire() - HostClock.EPOCH) * Timeline.SECOND - host.clock().offset();
    }

    private double left(Claim claim) {
        return (claim.holding.until() - timeline.now()) / (double) Timeline.SECOND;
    }

    private static Ipv6Address address(Claim claim) {
        return claim.holding.address();
    }

    private String text(Host host, @Nullable Lease lease) {
        return host.name()
                + (lease == null
                        ? " has nothing"
                        : " has %s of %s, ending in %.1f s"
                                .formatted(
                                        lease.state(),
                                        lease.duid(),
                                        (end(host, lease) - timeline.now())
                                                / (double) Timeline.SECOND));
    }

    private void report(ViolationKind kind, String text) {
        violations.accept(new Violation(kind, timeline.now(), text));
    }
}
