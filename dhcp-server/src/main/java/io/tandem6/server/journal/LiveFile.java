package io.tandem6.server.journal;

import io.tandem6.log.EventLog;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The file that rows are appended to. After a failure its end is in doubt, so it is opened again
 * and cut back to what was durable before anything else is written. Not thread-safe.
 */
final class LiveFile {
    private final Disk disk;
    private final LeaseFileNames names;
    private final CsvHeader header;
    private final boolean syncs;
    private final EventLog log;
    private @Nullable DiskFile file;
    private long durableLength;
    private boolean failing;

    /** Opens it, with a header if it is new or empty. */
    LiveFile(Disk disk, LeaseFileNames names, CsvHeader header, boolean syncs, EventLog log)
            throws IOException {
        this.disk = disk;
        this.names = names;
        this.header = header;
        this.syncs = syncs;
        this.log = log;
        this.durableLength = Long.MAX_VALUE;
        file = open();
    }

    /**
     * Returns when the rows are durable, or are the system's to make so if nothing is synced. If it
     * throws, they are cut off again, so that the file holds whole rows; only a crash before that
     * can leave some of them there.
     */
    void append(ByteBuffer rows) throws IOException {
        DiskFile target = file == null ? open() : file;
        file = target;
        int length = rows.remaining();
        try {
            target.write(rows);
            if (syncs) {
                target.force();
            }
            durableLength += length;
        } catch (IOException e) {
            failing = true;
            forget(target);
            throw e;
        }
        if (failing) {
            failing = false;
            log.log(JournalMessage.TANDEM6_LEASE_WRITE_RECOVERED, names.live());
        }
    }

    /** The end is in doubt: cut it off now, or, if the disk refuses even that, before the next. */
    private void forget(DiskFile target) {
        file = null;
        try (target) {
            target.truncate(durableLength);
            target.force();
        } catch (IOException e) {
            // The disk is failing and the caller reports it already; open() tries again.
            return;
        }
    }

    /** True from a write that failed to the next one that does not. */
    boolean isFailing() {
        return failing;
    }

    /**
     * False if somebody else replaced, removed, cut or lengthened the file. Its length tells: what
     * has the same one is written to all the same, or has another one after the next write. File
     * systems that number a file anew now and then could not be told from a replacement by numbers.
     */
    boolean isIntact() throws IOException {
        long size = disk.size(names.live());
        return file == null ? size >= durableLength : size == durableLength;
    }

    /** Puts aside what is there, if anything, and goes on in an empty file. */
    void beginAnew() throws IOException {
        close();
        putAside(names.live());
        durableLength = 0;
        file = open();
    }

    /** Gives what somebody else has put there, if anything, a name of its own. */
    void putAside(Path foreign) throws IOException {
        if (disk.exists(foreign)) {
            int number = 1;
            while (disk.exists(names.replaced(number))) {
                number++;
            }
            disk.rename(foreign, names.replaced(number));
        }
    }

    /** Goes on in an empty file and leaves the rows so far to the clean-up. */
    void rotate() throws IOException {
        DiskFile old = file == null ? open() : file;
        long oldLength = durableLength;
        file = old;
        disk.rename(names.live(), names.input());
        file = null;
        try {
            durableLength = Long.MAX_VALUE;
            file = open();
        } catch (IOException e) {
            durableLength = oldLength;
            disk.rename(names.input(), names.live());
            file = old;
            throw e;
        }
        old.close();
    }

    void close() throws IOException {
        if (file != null) {
            file.close();
            file = null;
        }
    }

    private DiskFile open() throws IOException {
        DiskFile opened = disk.append(names.live());
        boolean usable = false;
        try {
            long size = opened.size();
            if (size > durableLength) {
                opened.truncate(durableLength);
                size = durableLength;
            }
            if (size == 0) {
                durableLength = 0;
                LeaseRowWriter line = new LeaseRowWriter(header);
                line.header();
                opened.write(line.rows());
                size = line.length();
            }
            opened.force();
            disk.syncDirectory(names.directory());
            durableLength = size;
            usable = true;
            return opened;
        } finally {
            if (!usable) {
                opened.close();
            }
        }
    }
}
