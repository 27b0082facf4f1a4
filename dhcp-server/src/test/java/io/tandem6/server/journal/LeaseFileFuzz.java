package io.tandem6.server.journal;

import io.tandem6.lease.LeaseChange;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Lease files: each row is a lease that can be written and read again, or damaged. */
public final class LeaseFileFuzz {
    private static final Path FILE = Path.of("leases.csv");

    private LeaseFileFuzz() {}

    /**
     * The first octet of the input says how many columns there are, and whether the rest is read as
     * a whole file, which takes longer, or as its rows.
     */
    public static void fuzzerTestOneInput(byte[] input) throws Exception {
        if (input.length == 0) {
            return;
        }
        int columns = CsvHeader.MANDATORY + (input[0] & 7);
        List<LeaseChange> changes;
        try {
            changes = input[0] < 0 ? ofFile(columns, input) : ofRows(columns, input);
        } catch (CsvHeader.InvalidHeaderException e) {
            return;
        }
        byte[] written = written(changes);
        byte[] again = written(rows(CsvHeader.WITH_POOL, written, 0, false));
        if (!Arrays.equals(again, written)) {
            throw new AssertionError(
                    new String(written, StandardCharsets.UTF_8)
                            + " became "
                            + new String(again, StandardCharsets.UTF_8));
        }
    }

    private static List<LeaseChange> ofRows(int columns, byte[] input)
            throws CsvHeader.InvalidHeaderException {
        CsvHeader header = CsvHeader.parse(String.join(",", names(columns)), FILE.toString());
        return rows(header, input, 1, true);
    }

    private static List<LeaseChange> rows(
            CsvHeader header, byte[] octets, int from, boolean damageAllowed) {
        int to = octets.length;
        while (to > from && octets[to - 1] != '\n') {
            to--;
        }
        List<LeaseChange> changes = new ArrayList<>();
        for (LeaseRowReader.Row row : ParsedRows.of(header, octets, from, to).rows()) {
            switch (row) {
                case LeaseRowReader.Row.Change change -> changes.add(change.change());
                case LeaseRowReader.Row.Damaged damaged -> {
                    if (!damageAllowed) {
                        throw new AssertionError("a row of our own: " + damaged.reason());
                    }
                }
            }
        }
        return changes;
    }

    /** With a column too many if there are not so many. */
    private static List<String> names(int columns) {
        List<String> names = new ArrayList<>(CsvHeader.NAMES);
        names.add("another");
        return names.subList(0, columns);
    }

    private static List<LeaseChange> ofFile(int columns, byte[] input) throws Exception {
        byte[] header =
                (String.join(",", names(columns)) + "\n").getBytes(StandardCharsets.US_ASCII);
        byte[] file = Arrays.copyOf(header, header.length + input.length - 1);
        System.arraycopy(input, 1, file, header.length, input.length - 1);
        return read(file);
    }

    private static byte[] written(List<LeaseChange> changes) {
        LeaseRowWriter writer = new LeaseRowWriter(CsvHeader.WITH_POOL);
        changes.forEach(writer::change);
        return Arrays.copyOf(writer.rows().array(), writer.length());
    }

    private static List<LeaseChange> read(byte[] file) throws Exception {
        List<LeaseChange> changes = new ArrayList<>();
        new LeaseFileReader(
                        FILE,
                        new LeaseFileReader.Visitor() {
                            @Override
                            public void row(
                                    long row, LeaseChange change, @Nullable String warning) {
                                changes.add(change);
                            }

                            @Override
                            public void damaged(long row, byte[] octets, String reason) {
                                if (reason.isBlank()) {
                                    throw new AssertionError("row " + row + " without a reason");
                                }
                            }
                        })
                .read(new OneFile(file));
        return changes;
    }

    /** A disk with nothing but one file, which is read. */
    private record OneFile(byte[] octets) implements Disk {
        @Override
        public InputStream read(Path path) {
            return new ByteArrayInputStream(octets);
        }

        @Override
        public boolean exists(Path path) {
            return true;
        }

        @Override
        public long size(Path path) {
            return octets.length;
        }

        @Override
        public DiskFile append(Path path) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void rename(Path from, Path to) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void delete(Path path) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void createDirectories(Path directory) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void syncDirectory(Path directory) {
            throw new UnsupportedOperationException();
        }

        @Override
        public @Nullable Lock tryLock(Path path, String holder) {
            throw new UnsupportedOperationException();
        }

        @Override
        public boolean isRunning(long processId, String program) {
            return false;
        }
    }
}
