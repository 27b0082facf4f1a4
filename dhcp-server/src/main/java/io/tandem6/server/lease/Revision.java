package io.tandem6.server.lease;

import io.tandem6.address.Ipv6Address;
import io.tandem6.lease.Lease;
import io.tandem6.lease.LeaseChange;
import org.jspecify.annotations.Nullable;

/**
 * A change and what it rests on.
 *
 * @param before the lease of the address when the change was decided, null if there was none
 * @param change what was decided
 */
public record Revision(@Nullable Lease before, LeaseChange change) {
    /** The address concerned. */
    public Ipv6Address address() {
        return change.address();
    }
}
