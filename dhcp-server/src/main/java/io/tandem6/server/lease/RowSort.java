package io.tandem6.server.lease;

import java.util.Arrays;

/**
 * Sorts all rows at once, after loading. Copies the keys first: to fetch them from the rows again
 * and again would take most of the time.
 */
final class RowSort {
    private static final long UINT32_MAX = 0xffffffffL;

    private RowSort() {}

    /** The rows by ascending address. */
    static int[] byAddress(LeaseRows rows, int[] given) {
        long[] highs = new long[given.length];
        long[] lows = new long[given.length];
        for (int i = 0; i < given.length; i++) {
            highs[i] = rows.high(given[i]);
            lows[i] = rows.low(given[i]);
        }
        return new Merge(highs, lows, given.clone()).sort();
    }

    /** Rows that are in ascending order of address, by the end of their time. */
    static int[] byExpiry(LeaseRows rows, int[] byAddress) {
        long earliest = Long.MAX_VALUE;
        long latest = Long.MIN_VALUE;
        for (int row : byAddress) {
            earliest = Math.min(earliest, rows.expire(row));
            latest = Math.max(latest, rows.expire(row));
        }
        if (byAddress.length == 0) {
            return byAddress;
        }
        if (latest - earliest < 0 || latest - earliest > UINT32_MAX >>> 1) {
            long[] expire = new long[byAddress.length];
            for (int i = 0; i < expire.length; i++) {
                expire[i] = rows.expire(byAddress[i]) ^ Long.MIN_VALUE;
            }
            return new Merge(expire, new long[expire.length], byAddress.clone()).sort();
        }
        long[] keys = new long[byAddress.length];
        for (int i = 0; i < keys.length; i++) {
            keys[i] = rows.expire(byAddress[i]) - earliest << 32 | i;
        }
        Arrays.parallelSort(keys);
        int[] sorted = new int[keys.length];
        for (int i = 0; i < keys.length; i++) {
            sorted[i] = byAddress[(int) keys[i]];
        }
        return sorted;
    }

    /** A stable merge sort of rows with keys of 128 bits, fast where much is in order already. */
    private static final class Merge {
        private long[] highs;
        private long[] lows;
        private int[] rows;
        private long[] otherHighs = new long[0];
        private long[] otherLows = new long[0];
        private int[] otherRows = new int[0];

        Merge(long[] highs, long[] lows, int[] rows) {
            this.highs = highs;
            this.lows = lows;
            this.rows = rows;
        }

        int[] sort() {
            int[] ends = runs();
            int count = ends.length;
            if (count > 1) {
                otherHighs = new long[rows.length];
                otherLows = new long[rows.length];
                otherRows = new int[rows.length];
            }
            while (count > 1) {
                int merged = 0;
                int from = 0;
                for (int i = 0; i < count; i += 2) {
                    int to = i + 1 < count ? ends[i + 1] : ends[i];
                    merge(from, ends[i], to);
                    from = to;
                    ends[merged++] = to;
                }
                count = merged;
                swap();
            }
            return rows;
        }

        /** Where the parts end that are in order as they are. */
        private int[] runs() {
            int[] ends = new int[64];
            int count = 0;
            for (int i = 1; i <= rows.length; i++) {
                if (i == rows.length || isLess(i, i - 1)) {
                    if (count == ends.length) {
                        ends = Arrays.copyOf(ends, count * 2);
                    }
                    ends[count++] = i;
                }
            }
            return Arrays.copyOf(ends, count);
        }

        private boolean isLess(int i, int j) {
            return highs[i] != highs[j]
                    ? Long.compareUnsigned(highs[i], highs[j]) < 0
                    : Long.compareUnsigned(lows[i], lows[j]) < 0;
        }

        private void merge(int from, int middle, int to) {
            int left = from;
            int right = middle;
            for (int i = from; i < to; i++) {
                boolean takesRight = left == middle || (right < to && isLess(right, left));
                int taken = takesRight ? right++ : left++;
                otherHighs[i] = highs[taken];
                otherLows[i] = lows[taken];
                otherRows[i] = rows[taken];
            }
        }

        private void swap() {
            long[] oldHighs = highs;
            long[] oldLows = lows;
            int[] oldRows = rows;
            highs = otherHighs;
            lows = otherLows;
            rows = otherRows;
            otherHighs = oldHighs;
            otherLows = oldLows;
            otherRows = oldRows;
        }
    }
}
