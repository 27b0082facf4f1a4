package io.tandem6.server.continuity;

import io.tandem6.address.Ipv6Address;
import io.tandem6.lease.Lease;

/**
 * A lease that was sent to the partner.
 *
 * @param entry as it was
 * @param number of the update that it was sent with
 */
public record SentLease(OutstandingLease entry, long number) {
    /** What was said. */
    public Lease lease() {
        return entry.lease();
    }

    /** The address that it was about. */
    public Ipv6Address address() {
        return entry.lease().address();
    }
}
