package io.tandem6.server.journal;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** Keeps other programs away from the lease files. */
final class StoreLock {
    private static final String KEA_CLEANUP = "kea-lfc";

    private StoreLock() {}

    /**
     * Takes the lock.
     *
     * @param processId of this process, for whoever finds the lock taken
     * @throws LeaseStoreException if another server, or a clean-up of Kea's, has the files
     */
    static Disk.Lock take(Disk disk, LeaseFileNames names, long processId)
            throws IOException, LeaseStoreException {
        Disk.Lock lock = disk.tryLock(names.lock(), processId + "\n");
        if (lock == null) {
            throw new LeaseStoreException(
                    "lease file "
                            + names.live()
                            + " is in use by process "
                            + text(disk, names.lock())
                            + ", which holds "
                            + names.lock()
                            + "; stop that server or give this one another lease-database name");
        }
        String cleaner = disk.exists(names.cleanupPid()) ? text(disk, names.cleanupPid()) : "";
        if (cleaner.matches("[0-9]{1,18}")
                && disk.isRunning(Long.parseLong(cleaner), KEA_CLEANUP)) {
            lock.close();
            throw new LeaseStoreException(
                    "unable to load leases from files while the lease file cleanup is in progress:"
                            + " wait for process "
                            + cleaner
                            + " named in "
                            + names.cleanupPid());
        }
        return lock;
    }

    private static String text(Disk disk, Path path) throws IOException {
        try (InputStream in = disk.read(path)) {
            String text = new String(in.readNBytes(32), StandardCharsets.ISO_8859_1).strip();
            return text.isEmpty() ? "unknown" : text;
        }
    }
}
