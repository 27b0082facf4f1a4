package io.tandem6.server.journal;

import io.tandem6.log.EventLog;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Notices when somebody else has his hands on the lease file, or on those that a clean-up has put
 * beside it. What the server wrote is then gone or not what the next start would find, and rows to
 * come would go to a file without a name. So what is there is put aside, an empty file is begun,
 * and whoever has all leases hands them in again.
 *
 * <p>A crash before he is done loses what he has not handed in, as it would have without him.
 * Leases that were deleted since the last clean-up may be back after the next start, until their
 * time.
 *
 * <p>Not thread-safe: whoever holds the lock on the lease file may use it.
 */
final class LiveFileGuard {
    private final Disk disk;
    private final LiveFile live;
    private final LeaseFileNames names;
    private final EventLog log;
    private volatile Runnable lost = () -> {};
    private final AtomicLong replacements = new AtomicLong();
    private boolean replacing;

    /** The lengths of the files beside it; empty if a clean-up may have changed them. */
    private Map<Path, Long> beside = Map.of();

    LiveFileGuard(Disk disk, LiveFile live, LeaseFileNames names, EventLog log) {
        this.disk = disk;
        this.live = live;
        this.names = names;
        this.log = log;
    }

    /** Is told, on the writer, that all leases have to be handed in again. */
    void tell(Runnable whenLost) {
        lost = whenLost;
    }

    /** How often it has happened. */
    long replacements() {
        return replacements.get();
    }

    /** A clean-up begins, which changes the files beside. */
    void cleanupBegins() {
        beside = Map.of();
    }

    /** No clean-up is at work any more. */
    void cleanupEnds() {
        try {
            rememberBeside();
        } catch (IOException e) {
            // They are taken as they are then found by the next look.
            beside = Map.of();
        }
    }

    private void rememberBeside() throws IOException {
        beside =
                Map.of(
                        names.input(), disk.size(names.input()),
                        names.previous(), disk.size(names.previous()));
    }

    /**
     * Looks at the files, and begins anew if that has to be.
     *
     * @param cleaning a clean-up is at work on the files beside
     */
    void look(boolean cleaning) {
        try {
            if (replacing || !live.isIntact()) {
                replace();
            }
            lookBeside(cleaning);
        } catch (IOException e) {
            // Whatever is written next fails as well and says why; then it is tried again.
            return;
        }
    }

    private void replace() throws IOException {
        if (!replacing) {
            replacing = true;
            complain(names.live());
        }
        live.beginAnew();
        replacing = false;
        lost.run();
    }

    private void lookBeside(boolean cleaning) throws IOException {
        if (cleaning) {
            return;
        }
        boolean changed = false;
        for (Map.Entry<Path, Long> file : beside.entrySet()) {
            if (disk.size(file.getKey()) != file.getValue()) {
                changed = true;
                complain(file.getKey());
                live.putAside(file.getKey());
            }
        }
        rememberBeside();
        if (changed) {
            lost.run();
        }
    }

    private void complain(Path file) {
        replacements.incrementAndGet();
        log.log(JournalMessage.TANDEM6_LEASE_FILE_REPLACED, file, names.replaced(1));
    }

    /** Looks at the file for the last time; what somebody put there now is what he wants. */
    void lookLast() {
        try {
            if (!live.isIntact()) {
                log.log(JournalMessage.TANDEM6_LEASE_FILE_LEFT, names.live());
            }
        } catch (IOException e) {
            // Whether it is the server's own is of no use to anybody where it cannot be read.
            return;
        }
    }
}
