package io.tandem6.server.lease;

/**
 * A place in an order of rows.
 *
 * @param primary what counts first, a signed number: nothing or the end of the valid lifetime
 * @param high first half of the address, which counts next, unsigned
 * @param low second half of the address, unsigned
 */
record RowKey(long primary, long high, long low) {
    /** The keys of rows in one order. */
    interface Source {
        long primary(int row);

        long high(int row);

        long low(int row);

        /** The last second (Unix time) at which somebody holds the row's address. */
        long heldUntil(int row);

        default RowKey of(int row) {
            return new RowKey(primary(row), high(row), low(row));
        }

        /** Negative if {@code row} comes before {@code key}, 0 if it is there. */
        default int compare(int row, RowKey key) {
            return RowKey.compare(primary(row), high(row), low(row), key);
        }
    }

    static int compare(long primary, long high, long low, RowKey key) {
        if (primary != key.primary) {
            return primary < key.primary ? -1 : 1;
        }
        return high != key.high
                ? Long.compareUnsigned(high, key.high)
                : Long.compareUnsigned(low, key.low);
    }
}
