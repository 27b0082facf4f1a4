package io.tandem6.server.lease;

import java.util.Arrays;
import java.util.function.IntPredicate;
import java.util.function.IntToLongFunction;

/**
 * A hash table of rows (extendible hashing): the leading bits of a hash choose a segment, the
 * trailing ones a slot in it. A segment that is full is split in two, and so the table never stops
 * to move all that it has. 5 to 11 octets a row.
 */
final class RowIndex {
    private static final int SLOTS = 512;
    private static final int FREE = 0;

    private final IntToLongFunction hashOf;
    private Segment[] directory = {new Segment(0, SLOTS)};
    private int bits;
    private int size;

    /**
     * Slots hold row + 1.
     *
     * <p>{@code depth} is the number of leading bits that all hashes in it have in common.
     */
    private static final class Segment {
        final int depth;
        int[] slots;
        int used;

        Segment(int depth, int length) {
            this.depth = depth;
            this.slots = new int[length];
        }

        int mask() {
            return slots.length - 1;
        }

        boolean isFull() {
            return used >= slots.length / 4 * 3;
        }

        void put(int row, long hash) {
            int slot = (int) hash & mask();
            while (slots[slot] != FREE) {
                slot = slot + 1 & mask();
            }
            slots[slot] = row + 1;
            used++;
        }
    }

    /** Rows are hashed by {@code hashOf} whenever they have to move. */
    RowIndex(IntToLongFunction hashOf) {
        this.hashOf = hashOf;
    }

    /** The number of rows. */
    int size() {
        return size;
    }

    /** All rows, in no order. */
    int[] rows() {
        int[] rows = new int[size];
        int count = 0;
        Segment last = null;
        for (Segment segment : directory) {
            if (segment != last) {
                for (int slot : segment.slots) {
                    if (slot != FREE) {
                        rows[count++] = slot - 1;
                    }
                }
            }
            last = segment;
        }
        return rows;
    }

    /** A row with this hash that is the {@code wanted} one, or {@link LeaseRows#NONE}. */
    int find(long hash, IntPredicate wanted) {
        Segment segment = segment(hash);
        int[] slots = segment.slots;
        int mask = segment.mask();
        for (int slot = (int) hash & mask; slots[slot] != FREE; slot = slot + 1 & mask) {
            if (wanted.test(slots[slot] - 1)) {
                return slots[slot] - 1;
            }
        }
        return LeaseRows.NONE;
    }

    /** Adds a row that is not there. */
    void add(int row, long hash) {
        Segment segment = segment(hash);
        while (segment.isFull()) {
            grow(segment, hash);
            segment = segment(hash);
        }
        segment.put(row, hash);
        size++;
    }

    /** Puts another row in the place of one with the same hash. */
    void replace(int row, int other, long hash) {
        segment(hash).slots[slotOf(row, hash)] = other + 1;
    }

    /** Removes a row that is there. */
    void remove(int row, long hash) {
        Segment segment = segment(hash);
        int[] slots = segment.slots;
        int mask = segment.mask();
        int gap = slotOf(row, hash);
        for (int slot = gap + 1 & mask; slots[slot] != FREE; slot = slot + 1 & mask) {
            int home = (int) hashOf.applyAsLong(slots[slot] - 1) & mask;
            if ((slot - home & mask) >= (slot - gap & mask)) {
                slots[gap] = slots[slot];
                gap = slot;
            }
        }
        slots[gap] = FREE;
        segment.used--;
        size--;
    }

    private int slotOf(int row, long hash) {
        Segment segment = segment(hash);
        int slot = (int) hash & segment.mask();
        while (segment.slots[slot] != row + 1) {
            if (segment.slots[slot] == FREE) {
                throw new IllegalStateException("an index of the lease table lacks a lease");
            }
            slot = slot + 1 & segment.mask();
        }
        return slot;
    }

    private Segment segment(long hash) {
        return directory[bits == 0 ? 0 : (int) (hash >>> (64 - bits))];
    }

    /**
     * Splits, unless splitting does not help: then far too many hashes begin with the same bits,
     * and the directory would grow without bound.
     */
    private void grow(Segment segment, long hash) {
        if (1L << segment.depth > size / 32 + 1) {
            int[] old = segment.slots;
            segment.slots = new int[old.length * 2];
            segment.used = 0;
            for (int slot : old) {
                if (slot != FREE) {
                    segment.put(slot - 1, hashOf.applyAsLong(slot - 1));
                }
            }
            return;
        }
        if (segment.depth == bits) {
            doubleDirectory();
        }
        split(segment, hash);
    }

    private void doubleDirectory() {
        Segment[] doubled = new Segment[directory.length * 2];
        for (int i = 0; i < doubled.length; i++) {
            doubled[i] = directory[i / 2];
        }
        directory = doubled;
        bits++;
    }

    private void split(Segment segment, long hash) {
        int depth = segment.depth + 1;
        Segment zero = new Segment(depth, segment.slots.length);
        Segment one = new Segment(depth, segment.slots.length);
        for (int slot : segment.slots) {
            if (slot != FREE) {
                long moved = hashOf.applyAsLong(slot - 1);
                ((moved >>> (64 - depth) & 1) == 0 ? zero : one).put(slot - 1, moved);
            }
        }
        int width = 1 << (bits - segment.depth);
        int from = (int) (hash >>> 1 >>> (63 - bits)) & -width;
        Arrays.fill(directory, from, from + width / 2, zero);
        Arrays.fill(directory, from + width / 2, from + width, one);
    }
}
