package io.tandem6.server.journal;

import io.tandem6.log.EventLog;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** The number of a start of the server, never used twice. */
final class Incarnation {
    private static final int DIGITS_MAX = 18;

    private Incarnation() {}

    /**
     * Raises the number on disk and returns it. It is also kept above the clock, so that a server
     * whose number was lost with its disk does not count from one again.
     *
     * @param now Unix time in seconds
     */
    static long raise(Disk disk, LeaseFileNames names, EventLog log, long now) throws IOException {
        Path path = names.incarnation();
        long next = Math.max(disk.exists(path) ? read(disk, path, log, now) + 1 : 1, now);
        Path fresh = names.with(".incarnation.new");
        disk.delete(fresh);
        try (DiskFile file = disk.append(fresh)) {
            file.write(ByteBuffer.wrap((next + "\n").getBytes(StandardCharsets.US_ASCII)));
            file.force();
        }
        disk.rename(fresh, path);
        disk.syncDirectory(names.directory());
        return next;
    }

    private static long read(Disk disk, Path path, EventLog log, long now) throws IOException {
        try (InputStream in = disk.read(path)) {
            String text =
                    new String(in.readNBytes(DIGITS_MAX + 2), StandardCharsets.ISO_8859_1).strip();
            if (text.matches("[0-9]{1," + DIGITS_MAX + "}")) {
                return Long.parseLong(text);
            }
        }
        log.log(JournalMessage.TANDEM6_INCARNATION_UNREADABLE, path, now);
        return 0;
    }
}
