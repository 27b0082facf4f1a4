package io.tandem6.server.journal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Some whole lines of a lease file, read.
 *
 * @param rows what they say, without empty ones
 * @param octets the lines themselves, and whatever is around them
 * @param starts where in {@code octets} each row starts
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared, and too large to copy.
record ParsedRows(List<LeaseRowReader.Row> rows, byte[] octets, int[] starts) {
    private static final int ROW_LENGTH_USUAL = 100;

    /** Reads the lines from {@code from} to {@code to}, which is behind the end of the last one. */
    static ParsedRows of(CsvHeader header, byte[] octets, int from, int to) {
        int usual = (to - from) / ROW_LENGTH_USUAL + 1;
        LeaseRowReader reader = new LeaseRowReader(header);
        List<LeaseRowReader.Row> rows = new ArrayList<>(usual);
        int[] starts = new int[usual];
        int start = from;
        while (start < to) {
            int end = endOfLine(octets, start, to);
            if (end > start) {
                if (rows.size() == starts.length) {
                    starts = Arrays.copyOf(starts, starts.length * 2);
                }
                starts[rows.size()] = start;
                rows.add(reader.read(octets, start, end));
            }
            start = end + 1;
        }
        return new ParsedRows(rows, octets, starts);
    }

    int from(int row) {
        return starts[row];
    }

    int to(int row) {
        return endOfLine(octets, starts[row], octets.length);
    }

    /** Where the line ends that {@code from} is in, or {@code to} if it does not end before. */
    static int endOfLine(byte[] octets, int from, int to) {
        int end = from;
        while (end < to && octets[end] != '\n') {
            end++;
        }
        return end;
    }
}
