package io.tandem6.simulator.check;

import io.tandem6.address.Ipv6Address;
import io.tandem6.lease.Lease;
import io.tandem6.simulator.server.Host;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The differences between what two servers have in use. */
final class DatabaseComparison {
    private static final long SECONDS_TOLERATED = 2;

    private DatabaseComparison() {}

    /** A sentence for each address or prefix of which the two do not say the same. */
    static SortedMap<Ipv6Address, String> differences(Host one, Host other) {
        SortedMap<Ipv6Address, Lease[]> rows = new TreeMap<>();
        collect(one, 0, rows);
        collect(other, 1, rows);
        SortedMap<Ipv6Address, String> found = new TreeMap<>();
        rows.forEach(
                (address, pair) -> {
                    if (!isSame(one, pair[0], other, pair[1])) {
                        found.put(
                                address,
                                "%s: %s / %s"
                                        .formatted(
                                                address, text(one, pair[0]), text(other, pair[1])));
                    }
                });
        return found;
    }

    private static void collect(Host host, int column, Map<Ipv6Address, Lease[]> rows) {
        long now = host.clock().now().getEpochSecond();
        for (Lease lease : host.leases()) {
            if (lease.isInUse(now)) {
                rows.computeIfAbsent(lease.address(), a -> new Lease[2])[column] = lease;
            }
        }
    }

    private static boolean isSame(Host one, @Nullable Lease a, Host other, @Nullable Lease b) {
        if (a == null || b == null) {
            // What is about to end may have ended on one side already.
            return remaining(one, a) <= SECONDS_TOLERATED
                    && remaining(other, b) <= SECONDS_TOLERATED;
        }
        return a.type() == b.type()
                && a.prefixLength() == b.prefixLength()
                && a.duid().equals(b.duid())
                && Objects.equals(a.iaid(), b.iaid())
                && a.state() == b.state()
                && a.subnetId() == b.subnetId()
                && a.validLifetime() == b.validLifetime()
                && a.preferredLifetime() == b.preferredLifetime()
                && Math.abs(remaining(one, a) - remaining(other, b)) <= SECONDS_TOLERATED;
    }

    private static long remaining(Host host, @Nullable Lease lease) {
        return lease == null ? 0 : lease.expire() - host.clock().now().getEpochSecond();
    }

    private static String text(Host host, @Nullable Lease lease) {
        return lease == null
                ? host.name() + " has nothing"
                : "%s has %s of %s valid %d s, preferred %d s, ending in %d s"
                        .formatted(
                                host.name(),
                                lease.state(),
                                lease.duid(),
                                lease.validLifetime(),
                                lease.preferredLifetime(),
                                remaining(host, lease));
    }
}
