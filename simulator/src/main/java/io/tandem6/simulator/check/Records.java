package io.tandem6.simulator.check;

import io.tandem6.lease.Lease;
import io.tandem6.lease.LeaseState;
import io.tandem6.simulator.server.Host;
import io.tandem6.simulator.time.HostClock;
import io.tandem6.simulator.time.Timeline;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Whether a lease that a host has says what a client says. */
final class Records {
    /** Leases are kept in whole seconds, and clients' clocks are a little wrong. */
    static final long MARGIN = 2 * Timeline.SECOND;

    private Records() {}

    /** True if a host would still have this if its server died now. */
    static boolean knows(Host host, Claim claim) {
        Lease durable = host.disk().find(claim.address());
        return lasts(host, durable, claim, MARGIN)
                && (!host.isUp() || Objects.equals(durable, host.find(claim.address())));
    }

    /** True if the client has what is leased, whenever that ends. */
    static boolean isOf(@Nullable Lease lease, Claim claim) {
        return lease != null && lease.state() == LeaseState.ASSIGNED && isAbout(lease, claim);
    }

    /**
     * True if a lease, in whatever state, is of the same thing and client. A prefix has the key of
     * the address that it begins with: of two servers that were parted one may have the prefix, and
     * the other one the address, for the same client.
     */
    static boolean isAbout(Lease lease, Claim claim) {
        return lease.duid().equals(claim.client().duid())
                && lease.type() == claim.holding().type()
                && lease.prefixLength() == claim.holding().prefixLength();
    }

    /** True if the client has what is leased, and by the lease has it as long, but for a margin. */
    static boolean lasts(Host host, @Nullable Lease lease, Claim claim, long margin) {
        return lease != null
                && isOf(lease, claim)
                && (end(host, lease) >= claim.holding().until() - claim.delivery() - margin
                        || hasAskedAgain(host, lease, claim));
    }

    /** A later message of the client may have shortened the lease, and the answer be on its way. */
    private static boolean hasAskedAgain(Host host, Lease lease, Claim claim) {
        return worldTime(host, lease.clientLastTransmission()) > claim.since();
    }

    private static long end(Host host, Lease lease) {
        return worldTime(host, lease.expire());
    }

    private static long worldTime(Host host, long epochSecond) {
        return (epochSecond - HostClock.EPOCH) * Timeline.SECOND - host.clock().offset();
    }

    /** What a host has, for people. */
    static String text(Host host, @Nullable Lease lease, long now) {
        return host.name()
                + (lease == null
                        ? " has nothing"
                        : " has %s of %s, ending in %.1f s"
                                .formatted(
                                        lease.state(),
                                        lease.duid(),
                                        (end(host, lease) - now) / (double) Timeline.SECOND));
    }
}
