package io.tandem6.server.continuity;

import io.tandem6.lease.Lease;
import io.tandem6.lease.LeaseState;
import org.jspecify.annotations.Nullable;

/** Whose a lease is. */
public final class Holder {
    private Holder() {}

    /** True if both are assigned to the same client. */
    public static boolean isSame(@Nullable Lease lease, Lease other) {
        return lease != null
                && lease.state() == LeaseState.ASSIGNED
                && other.state() == LeaseState.ASSIGNED
                && lease.prefixLength() == other.prefixLength()
                && lease.bindingKey().equals(other.bindingKey());
    }

    /** True if both are assigned to the same client, which has the first one still. */
    static boolean isStillSame(@Nullable Lease lease, Lease other, long now) {
        return lease != null && lease.isInUse(now) && isSame(lease, other);
    }
}
