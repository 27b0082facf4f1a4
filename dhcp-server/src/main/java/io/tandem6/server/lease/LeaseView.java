package io.tandem6.server.lease;

import io.tandem6.address.Ipv6Address;
import io.tandem6.lease.BindingKey;
import io.tandem6.lease.Lease;
import java.util.List;
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
}
