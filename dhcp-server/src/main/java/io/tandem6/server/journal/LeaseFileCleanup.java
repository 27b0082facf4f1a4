package io.tandem6.server.journal;

import io.tandem6.lease.LeaseChange;
import io.tandem6.log.EventLog;
import io.tandem6.server.journal.CsvHeader.InvalidHeaderException;
import io.tandem6.wire.Octets;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The lease file clean-up: folds the previous result and the journal that was put aside into a new
 * result, by the same steps and names as Kea's own program, so that either can finish what the
 * other began. Expired leases stay; only superseded and deleted rows go.
 *
 * <p>A crash at any step loses nothing: until {@code .completed} is durable the inputs are what
 * counts, afterwards it replaces them.
 */
final class LeaseFileCleanup {
    private static final int WRITE_LENGTH = 1 << 18;

    /** In one piece at the end, a sync would make those of the live file wait for seconds. */
    private static final int WRITES_PER_SYNC = 16;

    private final Disk disk;
    private final LeaseFileNames names;
    private final CsvHeader header;
    private final EventLog log;

    LeaseFileCleanup(Disk disk, LeaseFileNames names, CsvHeader header, EventLog log) {
        this.disk = disk;
        this.names = names;
        this.header = header;
        this.log = log;
    }

    /** True if a clean-up was begun and not finished. */
    boolean isPending() throws IOException {
        return disk.exists(names.completed()) || disk.exists(names.input());
    }

    /**
     * Does what is left to do.
     *
     * @param aborted asked now and then; if true the clean-up stops and can be begun anew
     */
    void run(BooleanSupplier aborted)
            throws IOException, InvalidHeaderException, LeaseStoreException {
        if (!isPending()) {
            return;
        }
        log.log(JournalMessage.DHCPSRV_MEMFILE_LFC_START, names.live());
        if (!disk.exists(names.completed())) {
            Merge merge = merge(aborted);
            if (merge == null) {
                return;
            }
            disk.rename(names.output(), names.completed());
            log.log(
                    JournalMessage.TANDEM6_LFC_COMPLETED,
                    names.live(),
                    merge.row,
                    merge.kept,
                    merge.damaged);
        }
        replaceInputs();
    }

    /** The steps after {@code .completed} is whole. */
    void replaceInputs() throws IOException {
        try (DiskFile completed = disk.append(names.completed())) {
            // Kea's own program does not flush what it writes, and its inputs go away now.
            completed.force();
        }
        disk.syncDirectory(names.directory());
        disk.delete(names.previous());
        disk.delete(names.input());
        disk.rename(names.completed(), names.previous());
        disk.syncDirectory(names.directory());
    }

    private @Nullable Merge merge(BooleanSupplier aborted)
            throws IOException, InvalidHeaderException, LeaseStoreException {
        disk.delete(names.output());
        LatestRows latest = new LatestRows();
        Merge first = new Merge(header, aborted, latest, null, null);
        if (!scan(first)) {
            return null;
        }
        try (DiskFile output = disk.append(names.output());
                DamagedRows damaged = new DamagedRows(disk, names)) {
            Merge second = new Merge(header, aborted, latest, output, damaged);
            second.pending.header();
            if (!scan(second)) {
                return null;
            }
            second.flush(output);
            output.force();
            damaged.force();
            return second;
        } catch (IOException e) {
            deleteOutput(e);
            throw e;
        }
    }

    /** Half a result on a full disk would keep the journal from being written. */
    private void deleteOutput(IOException failure) {
        try {
            disk.delete(names.output());
        } catch (IOException e) {
            failure.addSuppressed(e);
        }
    }

    /** Reads the inputs, older first; false if told to stop. */
    private boolean scan(Merge merge)
            throws IOException, InvalidHeaderException, LeaseStoreException {
        try {
            for (Path path : List.of(names.previous(), names.input())) {
                if (disk.exists(path)) {
                    merge.path = path;
                    Octets torn = new LeaseFileReader(path, merge).read(disk).torn();
                    if (merge.side != null && !torn.isEmpty()) {
                        merge.side.add(path, "without end of line", torn.toArray());
                    }
                }
            }
            return true;
        } catch (AbortedException e) {
            return false;
        }
    }

    private static final class AbortedException extends IOException {
        private static final long serialVersionUID = 1L;
    }

    /**
     * One pass over the inputs: the first finds the last row of each address, the second writes.
     */
    private static final class Merge implements LeaseFileReader.Visitor {
        private final BooleanSupplier aborted;
        private final LatestRows latest;
        private final @Nullable DiskFile output;
        private final @Nullable DamagedRows side;
        private final LeaseRowWriter pending;
        private Path path = Path.of("");
        private long row;
        private long kept;
        private long damaged;
        private int writes;

        Merge(
                CsvHeader header,
                BooleanSupplier aborted,
                LatestRows latest,
                @Nullable DiskFile output,
                @Nullable DamagedRows side) {
            this.aborted = aborted;
            this.latest = latest;
            this.output = output;
            this.side = side;
            this.pending = new LeaseRowWriter(header);
        }

        @Override
        public void row(long number, LeaseChange change, @Nullable String warning)
                throws IOException {
            long ordinal = row++;
            if ((ordinal & 0xfff) == 0 && aborted.getAsBoolean()) {
                throw new AbortedException();
            }
            if (output == null) {
                latest.put(change.address(), ordinal);
            } else if (change instanceof LeaseChange.Put
                    && latest.isLatest(change.address(), ordinal)) {
                kept++;
                pending.change(change);
                if (pending.length() >= WRITE_LENGTH) {
                    flush(output);
                }
            }
        }

        @Override
        public void damaged(long number, byte[] octets, String reason) throws IOException {
            damaged++;
            if (side != null) {
                side.add(path, "row " + number + ": " + reason, octets);
            }
        }

        void flush(DiskFile target) throws IOException {
            target.write(pending.rows());
            pending.clear();
            if (++writes % WRITES_PER_SYNC == 0) {
                target.force();
            }
        }
    }
}
