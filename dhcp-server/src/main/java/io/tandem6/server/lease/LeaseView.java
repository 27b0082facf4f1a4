package io.tandem6.server.lease;

import io.tandem6.address.Ipv6Address;
import io.tandem6.lease.BindingKey;
import io.tandem6.lease.Lease;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The read side of the lease table, all that a decision may see. */
public interface LeaseView {
    /** The lease of an address or of the prefix that starts there, in whatever state, or null. */
    @Nullable Lease find(Ipv6Address address);

    /**
     * All leases of a binding, in whatever subnet and state, lowest address first. Declined
     * addresses that were taken from their holder are in nobody's binding.
     */
    List<Lease> findBinding(BindingKey key);

    /**
     * Leases in ascending order of address, addresses and prefixes alike, in whatever state.
     *
     * @param from the address after which to start, null to start with the first
     * @param limit most leases to return, at least 1
     */
    List<Lease> page(@Nullable Ipv6Address from, int limit);

    /** The lengths of all prefixes that have a lease in whatever state, with 128 for addresses. */
    Set<Integer> lengths();

    /**
     * The first address that nobody holds at {@code now} (Unix seconds) out of a row of them, or
     * null. Looks at one after the other, unless the view knows better.
     *
     * @param first the first one
     * @param last the last one, not below {@code first}
     * @param bits they are 2<sup>{@code bits}</sup> apart, 0..127; {@code first} is a multiple of
     *     that
     */
    default @Nullable Ipv6Address firstFree(
            Ipv6Address first, Ipv6Address last, int bits, long now) {
        Ipv6Address address = first;
        while (true) {
            Lease lease = find(address);
            if (lease == null || !lease.isInUse(now)) {
                return address;
            }
            if (address.compareTo(last) >= 0) {
                return null;
            }
            address = address.plusBlocks(1, bits);
        }
    }
}
