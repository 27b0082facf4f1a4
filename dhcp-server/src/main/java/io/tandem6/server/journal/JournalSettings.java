package io.tandem6.server.journal;

import java.nio.file.Path;

/**
 * How to open a lease file.
 *
 * @param file the lease file; its directory is created if missing
 * @param maxRowErrors unreadable rows in one file after which opening is given up, 0 is no limit
 * @param queuedChangesLimit lease changes that may wait for the disk, at least 1
 * @param syncs false leaves it to the system when changes reach the disk: what is durable then
 *     survives the end of the process, but not that of the machine
 * @param breath what a clean-up in the background does after every few thousand rows, so that it
 *     leaves the processors to those who serve
 * @param now Unix time in seconds
 */
public record JournalSettings(
        Path file,
        long maxRowErrors,
        int queuedChangesLimit,
        boolean syncs,
        Runnable breath,
        long now) {
    /** Enough for seconds of a disk that hangs, and some 20 MiB. */
    public static final int DEFAULT_QUEUED_CHANGES_LIMIT = 1 << 16;
}
