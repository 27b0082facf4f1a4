package io.tandem6.server.journal;

import io.tandem6.address.Ipv6Address;
import java.util.Arrays;

/**
 * Remembers for each address the number of the last row about it. An open hash table of plain
 * numbers, since a clean-up beside a running server may have to remember millions.
 */
final class LatestRows {
    private static final long FREE = -1;

    private long[] highs = new long[1 << 10];
    private long[] lows = new long[1 << 10];
    private long[] rows = new long[1 << 10];
    private int size;

    LatestRows() {
        Arrays.fill(rows, FREE);
    }

    /** Row {@code row}, at least 0, is about {@code address}. */
    void put(Ipv6Address address, long row) {
        if (size > rows.length / 2) {
            grow();
        }
        int slot = slot(address.high(), address.low());
        if (rows[slot] == FREE) {
            size++;
            highs[slot] = address.high();
            lows[slot] = address.low();
        }
        rows[slot] = row;
    }

    /** True if no later row than {@code row} is about {@code address}. */
    boolean isLatest(Ipv6Address address, long row) {
        return rows[slot(address.high(), address.low())] == row;
    }

    private int slot(long high, long low) {
        int mask = rows.length - 1;
        long mixed = (high * 0x9e3779b97f4a7c15L + low) * 0xbf58476d1ce4e5b9L;
        int slot = (int) (mixed >>> 32) & mask;
        while (rows[slot] != FREE && (highs[slot] != high || lows[slot] != low)) {
            slot = (slot + 1) & mask;
        }
        return slot;
    }

    private void grow() {
        long[] oldHighs = highs;
        long[] oldLows = lows;
        long[] oldRows = rows;
        highs = new long[oldRows.length * 2];
        lows = new long[oldRows.length * 2];
        rows = new long[oldRows.length * 2];
        Arrays.fill(rows, FREE);
        for (int i = 0; i < oldRows.length; i++) {
            if (oldRows[i] != FREE) {
                int slot = slot(oldHighs[i], oldLows[i]);
                highs[slot] = oldHighs[i];
                lows[slot] = oldLows[i];
                rows[slot] = oldRows[i];
            }
        }
    }
}
