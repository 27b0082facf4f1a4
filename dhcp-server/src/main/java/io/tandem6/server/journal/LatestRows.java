package io.tandem6.server.journal;

import io.tandem6.address.Ipv6Address;
import org.jspecify.annotations.Nullable;

/**
 * Remembers for each address the number of the last row about it, in some 29 octets: a clean-up
 * beside a running server may have to remember ten million. Plain numbers in hash tables so small
 * that one can grow without the others, for the memory to copy them all would not be there.
 */
final class LatestRows {
    private static final int SEGMENT_BITS = 10;
    private static final int SLOTS_INITIAL = 8;
    private static final int FREE = 0;
    private static final long UINT32_MAX = 0xffffffffL;

    private final @Nullable Segment[] segments = new Segment[1 << SEGMENT_BITS];

    /** Some addresses; {@code rows} holds the numbers of rows plus one, as unsigned ones. */
    private static final class Segment {
        private long[] highs = new long[SLOTS_INITIAL];
        private long[] lows = new long[SLOTS_INITIAL];
        private int[] rows = new int[SLOTS_INITIAL];
        private int size;

        /** Where the address is, or where it would be. */
        int slot(long hash, long high, long low) {
            int slot = (int) (((hash & UINT32_MAX) * rows.length) >>> 32);
            while (rows[slot] != FREE && (highs[slot] != high || lows[slot] != low)) {
                slot = slot + 1 == rows.length ? 0 : slot + 1;
            }
            return slot;
        }

        void put(long hash, long high, long low, int row) {
            int slot = slot(hash, high, low);
            if (rows[slot] == FREE) {
                size++;
                highs[slot] = high;
                lows[slot] = low;
            }
            rows[slot] = row;
        }

        boolean isFull() {
            return size > rows.length - rows.length / 5;
        }

        void grow() {
            long[] oldHighs = highs;
            long[] oldLows = lows;
            int[] oldRows = rows;
            int length = oldRows.length + oldRows.length / 2;
            highs = new long[length];
            lows = new long[length];
            rows = new int[length];
            size = 0;
            for (int i = 0; i < oldRows.length; i++) {
                if (oldRows[i] != FREE) {
                    put(hash(oldHighs[i], oldLows[i]), oldHighs[i], oldLows[i], oldRows[i]);
                }
            }
        }
    }

    /**
     * Row {@code row} is about {@code address}.
     *
     * @param row 0..4294967293, higher than in any earlier call
     */
    void put(Ipv6Address address, long row) {
        if (row >= UINT32_MAX - 1) {
            throw new IllegalStateException("a lease file of more than 4294967294 rows");
        }
        long hash = hash(address.high(), address.low());
        Segment segment = segments[index(hash)];
        if (segment == null) {
            segment = new Segment();
            segments[index(hash)] = segment;
        }
        if (segment.isFull()) {
            segment.grow();
        }
        segment.put(hash, address.high(), address.low(), (int) (row + 1));
    }

    /** True if no later row than {@code row} is about {@code address}. */
    boolean isLatest(Ipv6Address address, long row) {
        long hash = hash(address.high(), address.low());
        Segment segment = segments[index(hash)];
        return segment != null
                && segment.rows[segment.slot(hash, address.high(), address.low())]
                        == (int) (row + 1);
    }

    private static int index(long hash) {
        return (int) (hash >>> (Long.SIZE - SEGMENT_BITS));
    }

    private static long hash(long high, long low) {
        long mixed = (high * 0x9e3779b97f4a7c15L + low) * 0xbf58476d1ce4e5b9L;
        mixed = (mixed ^ mixed >>> 32) * 0x94d049bb133111ebL;
        return mixed ^ mixed >>> 29;
    }
}
