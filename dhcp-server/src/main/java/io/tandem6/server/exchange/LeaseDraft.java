package io.tandem6.server.exchange;

import io.tandem6.address.Ipv6Address;
import io.tandem6.lease.BindingKey;
import io.tandem6.lease.Lease;
import io.tandem6.lease.LeaseChange;
import io.tandem6.server.lease.LeaseView;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The lease table as it will be after the decision being made: several associations of one message
 * must not get the same address. Lives only during one decision.
 */
final class LeaseDraft {
    private final LeaseView leases;
    private final long now;
    private final List<LeaseChange> changes = new ArrayList<>();
    private final Set<Ipv6Address> claimed = new HashSet<>();

    LeaseDraft(LeaseView leases, long now) {
        this.leases = leases;
        this.now = now;
    }

    /** The lease of an address as it is before this decision, in whatever state. */
    @Nullable Lease find(Ipv6Address address) {
        return leases.find(address);
    }

    /** All leases of a binding as they are before this decision. */
    List<Lease> findBinding(BindingKey key) {
        return leases.findBinding(key);
    }

    /** True if nobody holds the address and this decision has not given it away. */
    boolean isFree(Ipv6Address address) {
        if (claimed.contains(address)) {
            return false;
        }
        Lease lease = leases.find(address);
        return lease == null || !lease.isInUse(now);
    }

    /** Keeps an address from being given twice in this decision. */
    void claim(Ipv6Address address) {
        claimed.add(address);
    }

    /** Adds or replaces a lease. */
    void put(Lease lease) {
        claimed.add(lease.address());
        changes.add(new LeaseChange.Put(lease));
    }

    /** Removes a lease. */
    void delete(Lease lease) {
        changes.add(new LeaseChange.Delete(lease));
    }

    /** What has been decided so far. */
    List<LeaseChange> changes() {
        return changes;
    }
}
