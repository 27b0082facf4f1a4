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
     * The change that stores {@code lease}. With a valid lifetime of 0 nothing is left to store,
     * and a row of the lease file that says so deletes the lease: it is over at once, here as
     * there. This is how Kea's released leases arrive.
     */
    static LeaseChange of(Lease lease) {
        return lease.validLifetime() == 0 ? new Delete(lease) : new Put(lease);
    }

    /**
     * The lease is new or replaces the one with the same address.
     *
     * @param lease the whole lease as it is from now on, with a valid lifetime above 0
     */
    record Put(Lease lease) implements LeaseChange {
        /** Checks that the lease file can hold it. */
        public Put {
            if (lease.validLifetime() == 0) {
                throw new IllegalArgumentException(
                        "a valid lifetime of 0 means that " + lease.address() + " is deleted");
            }
        }
    }

    /**
     * The lease is gone.
     *
     * @param lease the lease as it was
     */
    record Delete(Lease lease) implements LeaseChange {}
}
