package io.tandem6.server.journal;

import io.tandem6.lease.Lease;
import io.tandem6.lease.LeaseChange;
import io.tandem6.server.journal.CsvHeader.InvalidHeaderException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Lease files as copies: read without being repaired, locked or cleaned up, also while a server
 * writes them, and written as a whole.
 */
public final class LeaseFileCopy {
    private static final int WRITE_LENGTH = 1 << 16;

    private LeaseFileCopy() {}

    /**
     * What a file and those beside it hold.
     *
     * @param changes rows
     * @param damage sentences about those that cannot be read
     */
    public record Contents(long changes, List<String> damage) {
        /** Copies the list. */
        public Contents {
            damage = List.copyOf(damage);
        }
    }

    /**
     * Shows every row in order, those of the files beside it first. A row that is not complete yet
     * is left out.
     *
     * @throws IOException if a file cannot be read or is no lease file
     */
    public static Contents read(Path file, Consumer<LeaseChange> each) throws IOException {
        Disk disk = new FileDisk();
        LeaseFileNames names = new LeaseFileNames(file);
        List<Path> older =
                disk.exists(names.completed())
                        ? List.of(names.completed())
                        : List.of(names.previous(), names.input());
        Rows rows = new Rows(each);
        for (Path path : older) {
            if (disk.exists(path)) {
                rows.read(disk, path);
            }
        }
        if (disk.exists(names.live())) {
            rows.read(disk, names.live());
        } else if (rows.count == 0 && rows.damage.isEmpty()) {
            throw new IOException("there is no file " + file);
        }
        return new Contents(rows.count, rows.damage);
    }

    /** Reads one file after the other. */
    private static final class Rows {
        private final Consumer<LeaseChange> each;
        private final List<String> damage = new ArrayList<>();
        private long count;

        Rows(Consumer<LeaseChange> each) {
            this.each = each;
        }

        void read(Disk disk, Path path) throws IOException {
            LeaseFileReader.Visitor visitor =
                    new LeaseFileReader.Visitor() {
                        @Override
                        public void row(long row, LeaseChange change, @Nullable String warning) {
                            count++;
                            each.accept(change);
                        }

                        @Override
                        public void damaged(long row, byte[] octets, String reason) {
                            damage.add("row " + row + " of " + path + ": " + reason);
                        }
                    };
            try {
                new LeaseFileReader(path, visitor).read(disk);
            } catch (InvalidHeaderException | LeaseStoreException e) {
                throw new IOException(e.getMessage(), e);
            }
        }
    }

    /**
     * Writes a lease file that was not there before; under another name until it is complete and on
     * disk.
     *
     * @param written hears how many leases are written
     */
    public static void write(Path file, Iterable<Lease> leases, LongConsumer written)
            throws IOException {
        Disk disk = new FileDisk();
        LeaseFileNames names = new LeaseFileNames(file);
        CsvHeader header = CsvHeader.PLAIN;
        for (Lease lease : leases) {
            if (lease.poolId() != 0) {
                header = CsvHeader.WITH_POOL;
                break;
            }
        }
        LeaseRowWriter rows = new LeaseRowWriter(header);
        rows.header();
        Path fresh = names.with(".new");
        disk.delete(fresh);
        try (DiskFile out = disk.append(fresh)) {
            long count = 0;
            for (Lease lease : leases) {
                rows.change(LeaseChange.of(lease));
                count++;
                if (rows.length() >= WRITE_LENGTH) {
                    out.write(rows.rows());
                    rows.clear();
                    written.accept(count);
                }
            }
            out.write(rows.rows());
            out.force();
            written.accept(count);
        }
        disk.rename(fresh, names.live());
        disk.syncDirectory(names.directory());
    }
}
