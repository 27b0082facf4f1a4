package io.tandem6.server.continuity;

import io.tandem6.address.Ipv6Address;
import io.tandem6.lease.BindingKey;
import io.tandem6.lease.Lease;
import org.jspecify.annotations.Nullable;

/**
 * What this server may promise at the moment. Whoever gives away an address asks here, wherever the
 * address comes from: the search in a pool, the wish of a client, or a reservation.
 */
public interface LeaseRights {
    /** All that a server without partner needs. */
    LeaseRights ALL =
            new LeaseRights() {
                @Override
                public Right extend(Lease lease, boolean claimed, long now) {
                    return Right.FULL;
                }

                @Override
                public Right bind(
                        Ipv6Address address,
                        int length,
                        @Nullable Lease lease,
                        BindingKey to,
                        long now) {
                    return Right.FULL;
                }

                @Override
                public boolean mayDeny(long now) {
                    return true;
                }

                @Override
                public boolean areLimited() {
                    return false;
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
            };

    /**
     * May {@code lease}, which is assigned, be extended for the binding that holds it?
     *
     * @param claimed the client says that it has it: else it may have given it back to the partner
     * @param now Unix time in seconds
     */
    Right extend(Lease lease, boolean claimed, long now);

    /**
     * May an address or prefix that nobody uses be given to a binding?
     *
     * @param address the address, or the first one of the prefix
     * @param length 128 for addresses
     * @param lease the lease that is stored for it, over or expired; null if there is none
     * @param to whose it would be
     * @param now Unix time in seconds
     */
    Right bind(Ipv6Address address, int length, @Nullable Lease lease, BindingKey to, long now);

    /**
     * True if a client may be told that it has no such lease where none is stored: else it may have
     * one that this server has forgotten.
     *
     * @param now Unix time in seconds
     */
    boolean mayDeny(long now);

    /** False if no right depends on a partner. */
    boolean areLimited();

    /** True if the partner answers, so that its acknowledgement can be had. */
    boolean mayAsk();

    /**
     * True if a search in a pool found nothing that could be given away with a full right, and
     * nothing has become free since.
     *
     * @param first the first address of the pool
     * @param length what it leases
     */
    boolean isUsedUp(Ipv6Address first, int length);

    /** Remembers that such a search found nothing. */
    void usedUp(Ipv6Address first, int length);
}
