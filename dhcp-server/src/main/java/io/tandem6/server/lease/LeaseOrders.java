package io.tandem6.server.lease;

import io.tandem6.lease.LeaseState;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The three orders of the table: all leases by address, and those whose time ends, by the end of
 * it, once those that were reclaimed and once the others.
 */
final class LeaseOrders {
    private final LeaseRows rows;
    private final RowOrder byAddress;
    private final RowOrder running;
    private final RowOrder reclaimed;

    LeaseOrders(LeaseRows rows) {
        this.rows = rows;
        byAddress = new RowOrder(new ByAddress(rows));
        running = new RowOrder(new ByExpiry(rows));
        reclaimed = new RowOrder(new ByExpiry(rows));
    }

    private record ByAddress(LeaseRows rows) implements RowKey.Source {
        @Override
        public long primary(int row) {
            return 0;
        }

        @Override
        public long high(int row) {
            return rows.high(row);
        }

        @Override
        public long low(int row) {
            return rows.low(row);
        }

        @Override
        public long heldUntil(int row) {
            return rows.heldUntil(row);
        }
    }

    private record ByExpiry(LeaseRows rows) implements RowKey.Source {
        @Override
        public long primary(int row) {
            return rows.expire(row);
        }

        @Override
        public long high(int row) {
            return rows.high(row);
        }

        @Override
        public long low(int row) {
            return rows.low(row);
        }

        @Override
        public long heldUntil(int row) {
            return Long.MAX_VALUE; // nobody searches here for what is free
        }
    }

    RowOrder byAddress() {
        return byAddress;
    }

    RowOrder running() {
        return running;
    }

    RowOrder reclaimed() {
        return reclaimed;
    }

    void add(int row) {
        byAddress.add(row);
        addToExpiry(row);
    }

    void remove(int row) {
        byAddress.remove(row);
        removeFromExpiry(row);
    }

    void addToExpiry(int row) {
        RowOrder order = expiryOrder(row);
        if (order != null) {
            order.add(row);
        }
    }

    void removeFromExpiry(int row) {
        RowOrder order = expiryOrder(row);
        if (order != null) {
            order.remove(row);
        }
    }

    private @Nullable RowOrder expiryOrder(int row) {
        if (rows.state(row) == LeaseState.EXPIRED_RECLAIMED) {
            return reclaimed;
        }
        return rows.isInfinite(row) ? null : running;
    }

    /** Puts all {@code given} rows in order, in place of those that were. */
    void fill(int[] given) {
        // About the order in which they came, and that is often the wanted one.
        Arrays.parallelSort(given);
        int[] sorted = RowSort.byAddress(rows, given);
        byAddress.fill(sorted);
        running.fill(RowSort.byExpiry(rows, select(sorted, running)));
        reclaimed.fill(RowSort.byExpiry(rows, select(sorted, reclaimed)));
    }

    private int[] select(int[] sorted, RowOrder order) {
        int[] selected = new int[sorted.length];
        int count = 0;
        for (int row : sorted) {
            if (expiryOrder(row) == order) {
                selected[count++] = row;
            }
        }
        return Arrays.copyOf(selected, count);
    }
}
