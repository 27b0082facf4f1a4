package io.tandem6.server.lease;

import io.tandem6.address.Ipv6Address;
import io.tandem6.lease.BindingKey;
import io.tandem6.lease.Lease;
import io.tandem6.lease.LeaseChange;
import io.tandem6.lease.LeaseType;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/**
 * All leases, in memory, with every index that decisions, commands, statistics and reclamation
 * need. Belongs to the event loop. Callers see immutable {@link Lease} values, made when they are
 * asked for; a lease itself is a record of octets ({@link LeaseRows}), some 100 octets with its
 * places in all indexes.
 *
 * <p>What is looked up by address or binding is found by hash, in the same time however many leases
 * there are; a place in an order costs a few steps more with each tenfold. No call moves more than
 * some hundred leases.
 */
public final class LeaseTable implements LeaseView {
    private final LeaseRows rows;
    private final RowIndex byAddress;
    private final BindingIndex byBinding;
    private final LeaseOrders orders;
    private final LeaseTally tally = new LeaseTally();
    private @Nullable Observer observer;
    private boolean loading;

    /** Sees every change, whoever makes it. */
    @FunctionalInterface
    public interface Observer {
        /** The lease of an address has changed; {@code null} where there was, or is, none. */
        void changed(@Nullable Lease before, @Nullable Lease after);
    }

    /** An empty table. */
    public LeaseTable() {
        this(ThreadLocalRandom.current().nextLong());
    }

    /** An empty table; nothing that it answers depends on {@code hashKey}. */
    LeaseTable(long hashKey) {
        rows = new LeaseRows(new RowHash(hashKey));
        byAddress = new RowIndex(rows::addressHash);
        byBinding = new BindingIndex(rows);
        orders = new LeaseOrders(rows);
    }

    /** From now on {@code newObserver} too hears of each change after it was made. */
    public void observe(Observer newObserver) {
        Observer former = observer;
        observer =
                former == null
                        ? newObserver
                        : (before, after) -> {
                            former.changed(before, after);
                            newObserver.changed(before, after);
                        };
    }

    /** Changes the table. Deleting what is not there changes nothing. */
    public void apply(LeaseChange change) {
        Ipv6Address address = change.address();
        long hash = rows.addressHash(address);
        int row = find(address, hash);
        Lease before = observer == null || row == LeaseRows.NONE ? null : rows.lease(row);
        apply(change, row, hash);
        if (observer != null) {
            observer.changed(before, change instanceof LeaseChange.Put put ? put.lease() : null);
        }
    }

    private void apply(LeaseChange change, int row, long hash) {
        switch (change) {
            case LeaseChange.Put put -> {
                if (row == LeaseRows.NONE) {
                    add(put.lease(), hash);
                } else {
                    replace(row, put.lease(), hash);
                }
            }
            case LeaseChange.Delete delete -> {
                if (row != LeaseRows.NONE) {
                    remove(row, hash);
                }
            }
        }
    }

    private void add(Lease lease, long hash) {
        int row = rows.add(lease);
        byAddress.add(row, hash);
        byBinding.add(row);
        if (!loading) {
            orders.add(row);
        }
        tally.add(lease.subnetId(), lease.type(), lease.prefixLength(), lease.state());
    }

    private void remove(int row, long hash) {
        untally(row);
        if (!loading) {
            orders.remove(row);
        }
        byBinding.remove(row);
        byAddress.remove(row, hash);
        rows.remove(row);
    }

    private void replace(int row, Lease lease, long hash) {
        if (!rows.fits(row, lease)) {
            remove(row, hash);
            add(lease, hash);
            return;
        }
        untally(row);
        boolean sameHolder = byBinding.stays(row, lease);
        if (!sameHolder) {
            byBinding.remove(row);
        }
        if (!loading) {
            orders.removeFromExpiry(row);
        }
        long heldUntil = rows.heldUntil(row);
        rows.replace(row, lease);
        if (!sameHolder) {
            byBinding.add(row);
        }
        if (!loading) {
            orders.addToExpiry(row);
            if (rows.heldUntil(row) < heldUntil) {
                orders.byAddress().shorten(row);
            }
        }
        tally.add(lease.subnetId(), lease.type(), lease.prefixLength(), lease.state());
    }

    private void untally(int row) {
        tally.remove(rows.subnetId(row), rows.type(row), rows.prefixLength(row), rows.state(row));
    }

    /** From now on nothing is put in order; only {@link #apply} may be called. */
    void beginLoading() {
        loading = true;
    }

    /** Puts everything in order. */
    void endLoading() {
        loading = false;
        orders.fill(byAddress.rows());
    }

    @Override
    public @Nullable Lease find(Ipv6Address address) {
        int row = find(address, rows.addressHash(address));
        return row == LeaseRows.NONE ? null : rows.lease(row);
    }

    private int find(Ipv6Address address, long hash) {
        long high = address.high();
        long low = address.low();
        return byAddress.find(hash, row -> rows.hasAddress(row, high, low));
    }

    @Override
    public List<Lease> findBinding(BindingKey key) {
        return byBinding.find(key);
    }

    @Override
    public @Nullable Ipv6Address firstFree(
            Ipv6Address first, Ipv6Address last, int bits, long now) {
        FreeSearch search = new FreeSearch(first, last, bits, now);
        orders.byAddress().search(search);
        return search.result();
    }

    /** Number of leases, whatever their state. */
    public int size() {
        return byAddress.size();
    }

    @Override
    public List<Lease> page(@Nullable Ipv6Address from, int limit) {
        List<Lease> page = new ArrayList<>(Math.min(limit, Math.min(size(), 1024)));
        visitAfter(
                from == null ? null : new RowKey(0, from.high(), from.low()),
                orders.byAddress(),
                row -> {
                    page.add(rows.lease(row));
                    return page.size() < limit;
                });
        return page;
    }

    @Override
    public Set<Integer> lengths() {
        return tally.lengths();
    }

    /** Shows every lease, in ascending order of address. The table must not change meanwhile. */
    public void forEach(Consumer<Lease> consumer) {
        orders.byAddress()
                .visit(
                        row -> {
                            consumer.accept(rows.lease(row));
                            return true;
                        });
    }

    /**
     * Leases whose valid lifetime has ended before {@code now} (Unix seconds) and that were not
     * reclaimed yet, those that ended first at the front.
     */
    public List<Lease> expired(long now, int limit) {
        return endedBefore(orders.running(), null, now, limit);
    }

    /** The same, from behind {@code after} on, which need not be in the table. */
    List<Lease> expiredAfter(Lease after, long now, int limit) {
        Ipv6Address address = after.address();
        RowKey key = new RowKey(after.expire(), address.high(), address.low());
        return endedBefore(orders.running(), key, now, limit);
    }

    /** Reclaimed leases whose valid lifetime has ended before {@code instant} (Unix seconds). */
    public List<Lease> reclaimedBefore(long instant, int limit) {
        return endedBefore(orders.reclaimed(), null, instant, limit);
    }

    private List<Lease> endedBefore(
            RowOrder order, @Nullable RowKey after, long instant, int limit) {
        List<Lease> found = new ArrayList<>();
        visitAfter(
                after,
                order,
                row -> {
                    if (found.size() == limit || rows.expire(row) >= instant) {
                        return false;
                    }
                    found.add(rows.lease(row));
                    return true;
                });
        return found;
    }

    private static void visitAfter(@Nullable RowKey after, RowOrder order, IntPredicate visitor) {
        if (after == null) {
            order.visit(visitor);
        } else {
            order.visitAfter(after, visitor);
        }
    }

    /** How many leases of a type a subnet has. */
    public LeaseCounts counts(long subnetId, LeaseType type) {
        return tally.counts(subnetId, type);
    }

    /**
     * How many leases of a type there are in all subnets, also in those not configured any more.
     */
    public LeaseCounts totals(LeaseType type) {
        return tally.totals(type);
    }
}
