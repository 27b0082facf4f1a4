package io.tandem6.server.continuity;

import io.tandem6.address.Ipv6Address;
import io.tandem6.lease.Lease;
import io.tandem6.server.lease.LeaseView;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Leases of which nobody knows whether the partner has them, too many to be noted one by one: those
 * of the table from some address on. Goes through them in the order of their addresses.
 */
final class Sweep {
    private final LeaseView leases;
    private final Predicate<Lease> unknown;
    private final Predicate<Lease> held;
    private final long nanos;
    private final long now;
    private final Set<Ipv6Address> known = new HashSet<>();
    private @Nullable Ipv6Address passed;
    private boolean over;

    /**
     * Begins before the first address.
     *
     * @param leases as they are at each time
     * @param unknown which of them are meant, as long as nobody changes them
     * @param held of which the partner knows the holder all the same
     * @param nanos monotonic time
     * @param now Unix time in seconds
     */
    Sweep(LeaseView leases, Predicate<Lease> unknown, Predicate<Lease> held, long nanos, long now) {
        this.leases = leases;
        this.unknown = unknown;
        this.held = held;
        this.nanos = nanos;
        this.now = now;
    }

    long nanos() {
        return nanos;
    }

    long now() {
        return now;
    }

    boolean isHeld(Lease lease) {
        return held.test(lease);
    }

    /** True if there is nothing left to go through. */
    boolean isOver() {
        return over;
    }

    /** From here on the address is like any other. */
    void settled(Ipv6Address address) {
        if (isAhead(address)) {
            known.add(address);
        }
    }

    private boolean isAhead(Ipv6Address address) {
        Ipv6Address at = passed;
        return !over && (at == null || address.compareTo(at) > 0);
    }

    /** The lease of an address if it is one of those that are still ahead. */
    @Nullable Lease find(Ipv6Address address) {
        if (!isAhead(address) || known.contains(address)) {
            return null;
        }
        Lease lease = leases.find(address);
        return lease != null && unknown.test(lease) ? lease : null;
    }

    /** Goes past up to {@code limit} leases of the table, and returns those that are meant. */
    List<Lease> next(int limit) {
        List<Lease> page = leases.page(passed, limit);
        List<Lease> meant =
                page.stream()
                        .filter(lease -> !known.contains(lease.address()))
                        .filter(unknown)
                        .toList();
        if (page.size() < limit) {
            over = true;
            known.clear();
        } else {
            passed = page.getLast().address();
            page.forEach(lease -> known.remove(lease.address()));
        }
        return meant;
    }
}
