package io.tandem6.server.continuity;

import io.tandem6.address.AddressRange;
import io.tandem6.address.Ipv6Address;
import io.tandem6.address.Ipv6Prefix;
import io.tandem6.lease.Lease;
import io.tandem6.server.lease.LeaseView;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Leases that contain others: pools of addresses and of prefixes may lie in each other, or may have
 * done so when the leases were given.
 */
final class Overlaps {
    private static final int PAGE = 64;

    private Overlaps() {}

    /**
     * All other leases that an address or prefix contains or is contained in, whatever their state,
     * but for a longer one that begins with the same address: of that there is one alone, and what
     * takes its place holds all of it.
     */
    static List<Lease> of(Ipv6Address address, int length, LeaseView leases) {
        Set<Integer> lengths = leases.lengths();
        List<Lease> found = new ArrayList<>();
        for (int shorter : lengths) {
            if (shorter < length) {
                Lease lease = leases.find(new Ipv6Prefix(address, shorter).first());
                if (lease != null && lease.prefixLength() == shorter) {
                    found.add(lease);
                }
            }
        }
        if (lengths.stream().anyMatch(longer -> longer > length)) {
            addContained(new Ipv6Prefix(address, length).range(), length, leases, found);
        }
        return found;
    }

    /** The same of what other clients have or had. */
    static Stream<Lease> ofOthers(Lease lease, LeaseView leases) {
        return of(lease.address(), lease.prefixLength(), leases).stream()
                .filter(other -> !other.duid().equals(lease.duid()));
    }

    private static void addContained(
            AddressRange range, int length, LeaseView leases, List<Lease> found) {
        Ipv6Address from = range.first();
        // Most prefixes contain nothing: what comes next shows it.
        int limit = 1;
        while (true) {
            List<Lease> page = leases.page(from, limit);
            for (Lease lease : page) {
                if (!range.contains(lease.address())) {
                    return;
                }
                if (lease.prefixLength() > length) {
                    found.add(lease);
                }
                from = lease.address();
            }
            if (page.size() < limit) {
                return;
            }
            limit = PAGE;
        }
    }
}
