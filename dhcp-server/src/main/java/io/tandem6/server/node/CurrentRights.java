package io.tandem6.server.node;

import io.tandem6.address.Ipv6Address;
import io.tandem6.lease.BindingKey;
import io.tandem6.lease.Lease;
import io.tandem6.server.continuity.LeaseRights;
import io.tandem6.server.continuity.Right;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The rights of the relationship that there is at the moment: a reconfiguration has another. */
record CurrentRights(Supplier<LeaseRights> current) implements LeaseRights {
    @Override
    public Right extend(Lease lease, boolean claimed, long now) {
        return current.get().extend(lease, claimed, now);
    }

    @Override
    public Right bind(
            Ipv6Address address, int length, @Nullable Lease lease, BindingKey to, long now) {
        return current.get().bind(address, length, lease, to, now);
    }

    @Override
    public boolean mayDeny(long now) {
        return current.get().mayDeny(now);
    }

    @Override
    public boolean areLimited() {
        return current.get().areLimited();
    }

    @Override
    public boolean mayAsk() {
        return current.get().mayAsk();
    }

    @Override
    public boolean isUsedUp(Ipv6Address first, int length) {
        return current.get().isUsedUp(first, length);
    }

    @Override
    public void usedUp(Ipv6Address first, int length) {
        current.get().usedUp(first, length);
    }
}
