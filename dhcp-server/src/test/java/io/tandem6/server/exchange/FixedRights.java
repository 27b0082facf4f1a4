package io.tandem6.server.exchange;

import io.tandem6.address.Ipv6Address;
import io.tandem6.lease.BindingKey;
import io.tandem6.lease.Lease;
import io.tandem6.server.continuity.LeaseRights;
import io.tandem6.server.continuity.Right;
import org.jspecify.annotations.Nullable;

/**
 * The same for every address.
 *
 * @param toExtend what an association holds
 * @param toBind what nobody holds
 * @param areLimited they depend on a partner
 */
record FixedRights(Right toExtend, Right toBind, boolean areLimited) implements LeaseRights {
    @Override
    public Right extend(Lease lease, boolean claimed, long now) {
        return toExtend;
    }

    @Override
    public Right bind(
            Ipv6Address address, int length, @Nullable Lease lease, BindingKey to, long now) {
        return toBind;
    }

    @Override
    public boolean mayDeny(long now) {
        return true;
    }

    @Override
    public boolean mayAsk() {
        return true;
    }

    @Override
    public boolean isUsedUp(Ipv6Address first, int length) {
        return false;
    }

    @Override
    public void usedUp(Ipv6Address first, int length) {}
}
