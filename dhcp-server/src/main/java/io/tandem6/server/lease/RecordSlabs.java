package io.tandem6.server.lease;

import java.util.Arrays;

/**
 * Memory for millions of small records of different lengths, in blocks of octets, so that a record
 * costs no object of its own. A record is named by a number and never moves. The memory of deleted
 * records is used again: for records of about the same length at once, for others when a whole
 * block is empty.
 */
final class RecordSlabs {
    /** Longest record in octets. */
    static final int LENGTH_MAX = 1024;

    private static final int UNIT = 8;
    private static final int BLOCK_BITS = 13;
    private static final int UNITS_PER_BLOCK = 1 << BLOCK_BITS;
    private static final int NONE = -1;

    private Block[] blocks = new Block[16];
    private int blockCount;
    private int[] emptyBlocks = new int[16];
    private int emptyCount;
    private final OpenBlocks[] openBySize = new OpenBlocks[LENGTH_MAX / UNIT + 1];

    /** Room for records of one size, {@code units} units each. */
    private static final class Block {
        final byte[] octets = new byte[UNITS_PER_BLOCK * UNIT];
        int units;
        int used;
        int untouched;
        int firstFree = NONE;
        int openPosition = NONE;

        boolean isFull() {
            return firstFree == NONE && untouched + units > UNITS_PER_BLOCK;
        }

        void reset(int newUnits) {
            units = newUnits;
            untouched = 0;
            firstFree = NONE;
        }
    }

    /** The blocks of one size that have room. */
    private static final class OpenBlocks {
        int[] numbers = new int[4];
        int count;
    }

    /** Room for a record; what is in it is undefined. */
    int allocate(int length) {
        int units = units(length);
        OpenBlocks open = open(units);
        int number = open.count > 0 ? open.numbers[open.count - 1] : openBlock(units, open);
        Block block = blocks[number];
        int unit;
        if (block.firstFree == NONE) {
            unit = block.untouched;
            block.untouched += units;
        } else {
            unit = block.firstFree;
            block.firstFree = nextFree(block, unit);
        }
        block.used++;
        if (block.isFull()) {
            remove(open, number);
        }
        return number << BLOCK_BITS | unit;
    }

    /** Gives the room of a record back. */
    void free(int record) {
        int number = record >>> BLOCK_BITS;
        int unit = record & (UNITS_PER_BLOCK - 1);
        Block block = blocks[number];
        OpenBlocks open = open(block.units);
        if (block.isFull()) {
            add(open, number);
        }
        setNextFree(block, unit, block.firstFree);
        block.firstFree = unit;
        block.used--;
        if (block.used == 0) {
            remove(open, number);
            if (emptyCount == emptyBlocks.length) {
                emptyBlocks = Arrays.copyOf(emptyBlocks, emptyCount * 2);
            }
            emptyBlocks[emptyCount++] = number;
        }
    }

    /** True if the room of {@code record} is what a record of {@code length} octets would get. */
    boolean fits(int record, int length) {
        return blocks[record >>> BLOCK_BITS].units == units(length);
    }

    /** The octets of which those from {@link #offset} on are the record's. */
    byte[] octets(int record) {
        return blocks[record >>> BLOCK_BITS].octets;
    }

    /** Where in {@link #octets} the record begins. */
    static int offset(int record) {
        return (record & (UNITS_PER_BLOCK - 1)) * UNIT;
    }

    private static int units(int length) {
        return (length + UNIT - 1) / UNIT;
    }

    private OpenBlocks open(int units) {
        OpenBlocks open = openBySize[units];
        if (open == null) {
            open = new OpenBlocks();
            openBySize[units] = open;
        }
        return open;
    }

    private int openBlock(int units, OpenBlocks open) {
        int number;
        if (emptyCount > 0) {
            number = emptyBlocks[--emptyCount];
        } else {
            if (blockCount == 1 << (31 - BLOCK_BITS)) {
                throw new IllegalStateException("the lease table is full");
            }
            if (blockCount == blocks.length) {
                blocks = Arrays.copyOf(blocks, blockCount * 2);
            }
            number = blockCount++;
            blocks[number] = new Block();
        }
        blocks[number].reset(units);
        add(open, number);
        return number;
    }

    private void add(OpenBlocks open, int number) {
        if (open.count == open.numbers.length) {
            open.numbers = Arrays.copyOf(open.numbers, open.count * 2);
        }
        blocks[number].openPosition = open.count;
        open.numbers[open.count++] = number;
    }

    private void remove(OpenBlocks open, int number) {
        int position = blocks[number].openPosition;
        int last = open.numbers[--open.count];
        open.numbers[position] = last;
        blocks[last].openPosition = position;
        blocks[number].openPosition = NONE;
    }

    /** A free record's first two octets hold the number of the next one, plus 1. */
    private static int nextFree(Block block, int unit) {
        int at = unit * UNIT;
        return ((block.octets[at] & 0xff) << 8 | (block.octets[at + 1] & 0xff)) - 1;
    }

    private static void setNextFree(Block block, int unit, int next) {
        int at = unit * UNIT;
        block.octets[at] = (byte) ((next + 1) >> 8);
        block.octets[at + 1] = (byte) (next + 1);
    }
}
