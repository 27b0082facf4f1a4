package io.tandem6.server.journal;

import io.tandem6.lease.LeaseChange;
import io.tandem6.log.EventLog;
import io.tandem6.server.journal.CsvHeader.InvalidHeaderException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ForkJoinPool;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Brings the files of an earlier run, of this server or of Kea's, into the state in which rows can
 * be appended again, and shows all of them in order. Used once, at start.
 */
final class LeaseFileRecovery {
    /** Enough to keep all processors busy while this thread fills the table. */
    private static final int PIECES_AHEAD = Runtime.getRuntime().availableProcessors() + 1;

    private final Disk disk;
    private final LeaseFileNames names;
    private final CsvHeader written;
    private final EventLog log;
    private final long maxRowErrors;
    private final Consumer<LeaseChange> loaded;
    private final LeaseFileCleanup cleanup;
    private long rows;
    private long damaged;
    private boolean converts;

    LeaseFileRecovery(
            Disk disk,
            LeaseFileNames names,
            CsvHeader written,
            EventLog log,
            long maxRowErrors,
            Consumer<LeaseChange> loaded) {
        this.disk = disk;
        this.names = names;
        this.written = written;
        this.log = log;
        this.maxRowErrors = maxRowErrors;
        this.loaded = loaded;
        this.cleanup = new LeaseFileCleanup(disk, names, written, log);
    }

    /**
     * What was found.
     *
     * @param rows good rows
     * @param damaged others
     * @param cleanupNeeded a clean-up should run at once: one was interrupted, a file has another
     *     version's columns, or damaged rows are to be moved aside
     */
    record Recovered(long rows, long damaged, boolean cleanupNeeded) {}

    Recovered run() throws IOException, InvalidHeaderException, LeaseStoreException {
        disk.delete(names.output());
        if (disk.exists(names.completed())) {
            cleanup.replaceInputs();
        }
        for (Path path : List.of(names.previous(), names.input())) {
            if (disk.exists(path)) {
                load(path);
            }
        }
        if (disk.exists(names.live())) {
            LeaseFileReader.Contents live = load(names.live());
            if (!live.torn().isEmpty()) {
                cutTornRow(live);
            }
            if (live.header() != null && !live.header().equals(written)) {
                putAside();
            }
        }
        return new Recovered(rows, damaged, damaged > 0 || converts || cleanup.isPending());
    }

    private LeaseFileReader.Contents load(Path path)
            throws IOException, InvalidHeaderException, LeaseStoreException {
        log.log(JournalMessage.DHCPSRV_MEMFILE_LEASE_FILE_LOAD, path);
        LeaseFileReader.Contents contents =
                new LeaseFileReader(path, new Loader(path), ForkJoinPool.commonPool(), PIECES_AHEAD)
                        .read(disk);
        CsvHeader header = contents.header();
        if (header != null && !header.equals(written)) {
            converts = true;
            log.log(
                    header.isOlderThan(written)
                            ? JournalMessage.DHCPSRV_MEMFILE_NEEDS_UPGRADING
                            : JournalMessage.DHCPSRV_MEMFILE_NEEDS_DOWNGRADING,
                    path,
                    header.schemaVersion());
        }
        return contents;
    }

    /**
     * A row without its end was never reported durable, and the next one must not be glued to it.
     */
    private void cutTornRow(LeaseFileReader.Contents live) throws IOException {
        try (DamagedRows side = new DamagedRows(disk, names)) {
            side.add(names.live(), "without end of line", live.torn().toArray());
            side.force();
        }
        try (DiskFile file = disk.append(names.live())) {
            file.truncate(live.length());
            file.force();
        }
        log.log(
                JournalMessage.TANDEM6_LEASE_FILE_TORN,
                names.live(),
                live.torn().length(),
                names.damaged());
    }

    /** Rows of this version must not stand below another version's header. */
    private void putAside() throws IOException, InvalidHeaderException, LeaseStoreException {
        cleanup.run(() -> false);
        disk.rename(names.live(), names.input());
        disk.syncDirectory(names.directory());
    }

    private final class Loader implements LeaseFileReader.Visitor {
        private final Path path;
        private long errors;

        Loader(Path path) {
            this.path = path;
        }

        @Override
        public void row(long row, LeaseChange change, @Nullable String warning) {
            rows++;
            if (warning != null) {
                log.log(JournalMessage.DHCPSRV_MEMFILE_READ_HWADDR_FAIL, row, path, warning);
            }
            loaded.accept(change);
        }

        @Override
        public void damaged(long row, byte[] octets, String reason) throws LeaseStoreException {
            damaged++;
            log.log(JournalMessage.DHCPSRV_MEMFILE_LEASE_LOAD_ROW_ERROR, row, path, reason);
            if (maxRowErrors > 0 && ++errors > maxRowErrors) {
                throw new LeaseStoreException(
                        "exceeded maximum number of failures "
                                + maxRowErrors
                                + " to read a lease from the lease file "
                                + path);
            }
        }
    }
}
