package io.tandem6.server.lease;

import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/** A part of a {@link RowOrder}. */
abstract sealed class RowNode permits RowLeaf, RowBranch {
    /**
     * All of its rows are held at least until then, in Unix seconds. May be too early, never too
     * late.
     */
    long heldUntil = Long.MAX_VALUE;

    /**
     * The addresses of all of its rows end in as many zero bits or more. May be too low, never too
     * high.
     */
    int zeroBits = 128;

    /** The number of rows. */
    abstract int count();

    /** A row of it, the first one. It must have one. */
    abstract int firstRow();

    /** Adds a row. Returns the second half of what was this part, if it had to be divided. */
    abstract @Nullable RowNode add(int row, RowKey key, RowKey.Source keys);

    /** Removes the row with this key. */
    abstract void remove(RowKey key, RowKey.Source keys);

    /** Lowers {@link #heldUntil} on the way to a row. */
    abstract void shorten(RowKey key, long newHeldUntil);

    /** True if it has become so small that it should join {@code right}, and they fit together. */
    abstract boolean shouldAbsorb(RowNode right);

    /** Takes over what {@code right} has, which begins at {@code separator}. */
    abstract void absorb(RowNode right, RowKey separator);

    /** Shows all rows; false if {@code visitor} has had enough. */
    abstract boolean visit(IntPredicate visitor);

    /** Shows all rows behind {@code key}; false if {@code visitor} has had enough. */
    abstract boolean visitAfter(RowKey key, RowKey.Source keys, IntPredicate visitor);

    /**
     * Goes on with a search; true if it has come to an end.
     *
     * @param end where the next part begins, null if there is none
     * @param fromStart the search stands where this part begins
     */
    abstract boolean search(
            FreeSearch search, @Nullable RowKey end, boolean fromStart, RowKey.Source keys);

    final void include(int row, RowKey key, RowKey.Source keys) {
        heldUntil = Math.min(heldUntil, keys.heldUntil(row));
        zeroBits = Math.min(zeroBits, zeroBits(key.high(), key.low()));
    }

    final void include(RowNode part) {
        heldUntil = Math.min(heldUntil, part.heldUntil);
        zeroBits = Math.min(zeroBits, part.zeroBits);
    }

    static int zeroBits(long high, long low) {
        return low != 0
                ? Long.numberOfTrailingZeros(low)
                : Long.SIZE + Long.numberOfTrailingZeros(high);
    }
}
