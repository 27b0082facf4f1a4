package io.tandem6.lease;

import io.tandem6.address.Ipv6Address;

/** One change of the lease table. The journal writes it, recovery and the partner replay it. */
public sealed interface LeaseChange {
    /** The lease as it is after {@link Put}, or as it was before {@link Delete}. */
    Lease lease();

    /** The lease's identity. */
    default Ipv6Address address() {
        return lease().address();
    }

    /**
     * The lease is new or replaces the one with the same address.
     *
     * @param lease the whole lease as it is from now on
     */
    record Put(Lease lease) implements LeaseChange {}

    /**
     * The lease is gone.
     *
     * @param lease the lease as it was
     */
    record Delete(Lease lease) implements LeaseChange {}
}
