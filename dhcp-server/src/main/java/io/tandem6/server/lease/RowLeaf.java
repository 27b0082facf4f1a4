package io.tandem6.server.lease;

import java.util.Arrays;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/** Rows in order, up to {@link #CAPACITY}. */
final class RowLeaf extends RowNode {
    static final int CAPACITY = 128;

    /** Rows in a leaf that is made of many at once; some room is left for others. */
    static final int FILLED = CAPACITY / 8 * 7;

    private final int[] rows = new int[CAPACITY];
    private int size;

    static RowLeaf of(int[] rows, int from, int to, RowKey.Source keys) {
        RowLeaf leaf = new RowLeaf();
        leaf.size = to - from;
        System.arraycopy(rows, from, leaf.rows, 0, leaf.size);
        leaf.review(keys);
        return leaf;
    }

    @Override
    int count() {
        return size;
    }

    @Override
    int firstRow() {
        return rows[0];
    }

    /** The number of rows before {@code key}. */
    private int position(RowKey key, RowKey.Source keys) {
        int from = 0;
        int to = size;
        while (from < to) {
            int middle = (from + to) >>> 1;
            if (keys.compare(rows[middle], key) < 0) {
                from = middle + 1;
            } else {
                to = middle;
            }
        }
        return from;
    }

    @Override
    @Nullable RowNode add(int row, RowKey key, RowKey.Source keys) {
        int at = position(key, keys);
        if (size < CAPACITY) {
            insert(at, row, key, keys);
            return null;
        }
        // Rows that come in ascending order leave full leaves behind.
        int kept = at == size ? size : CAPACITY / 2;
        RowLeaf right = new RowLeaf();
        right.size = size - kept;
        System.arraycopy(rows, kept, right.rows, 0, right.size);
        right.heldUntil = heldUntil;
        right.zeroBits = zeroBits;
        size = kept;
        if (at > kept || right.size == 0) {
            right.insert(at - kept, row, key, keys);
        } else {
            insert(at, row, key, keys);
        }
        return right;
    }

    private void insert(int at, int row, RowKey key, RowKey.Source keys) {
        System.arraycopy(rows, at, rows, at + 1, size - at);
        rows[at] = row;
        size++;
        include(row, key, keys);
    }

    @Override
    void remove(RowKey key, RowKey.Source keys) {
        int at = position(key, keys);
        if (at == size || keys.compare(rows[at], key) != 0) {
            throw new IllegalStateException("an order of the lease table lacks a lease");
        }
        size--;
        System.arraycopy(rows, at + 1, rows, at, size - at);
    }

    @Override
    void shorten(RowKey key, long newHeldUntil) {
        heldUntil = Math.min(heldUntil, newHeldUntil);
    }

    @Override
    boolean shouldAbsorb(RowNode right) {
        return right instanceof RowLeaf leaf
                && Math.min(size, leaf.size) < CAPACITY / 4
                && size + leaf.size <= CAPACITY / 4 * 3;
    }

    @Override
    void absorb(RowNode right, RowKey separator) {
        RowLeaf leaf = (RowLeaf) right;
        System.arraycopy(leaf.rows, 0, rows, size, leaf.size);
        size += leaf.size;
        include(leaf);
    }

    @Override
    boolean visit(IntPredicate visitor) {
        return visitFrom(0, visitor);
    }

    @Override
    boolean visitAfter(RowKey key, RowKey.Source keys, IntPredicate visitor) {
        int at = position(key, keys);
        boolean there = at < size && keys.compare(rows[at], key) == 0;
        return visitFrom(there ? at + 1 : at, visitor);
    }

    private boolean visitFrom(int at, IntPredicate visitor) {
        for (int i = at; i < size; i++) {
            if (!visitor.test(rows[i])) {
                return false;
            }
        }
        return true;
    }

    @Override
    boolean search(FreeSearch search, @Nullable RowKey end, boolean fromStart, RowKey.Source keys) {
        for (int i = fromStart ? 0 : position(search.key(), keys); i < size; i++) {
            int row = rows[i];
            if (search.passes(keys.high(row), keys.low(row), keys.heldUntil(row))) {
                return true;
            }
        }
        if (heldUntil < search.now()) {
            review(keys);
        }
        return search.comesBefore(end);
    }

    /** Finds out anew what is true of all rows. */
    private void review(RowKey.Source keys) {
        heldUntil = Long.MAX_VALUE;
        zeroBits = 128;
        for (int i = 0; i < size; i++) {
            include(rows[i], keys.of(rows[i]), keys);
        }
    }

    @Override
    public String toString() {
        return Arrays.toString(Arrays.copyOf(rows, size));
    }
}
