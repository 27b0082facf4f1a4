package io.tandem6.server.journal;

import io.tandem6.log.EventLog;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Notices when somebody else has his hands on the lease file. What the server wrote is then gone or
 * not what the next start would find, and rows to come would go to a file without a name. So what
 * is there is put aside, an empty file is begun, and whoever has all leases hands them in again.
 *
 * <p>A crash before he is done loses what he has not handed in, as it would have without him.
 * Leases that were deleted since the last clean-up may be back after the next start, until their
 * time.
 *
 * <p>Belongs to the writer.
 */
final class LiveFileGuard {
    private final LiveFile live;
    private final LeaseFileNames names;
    private final EventLog log;
    private volatile Runnable lost = () -> {};
    private final AtomicLong replacements = new AtomicLong();
    private boolean replacing;

    LiveFileGuard(LiveFile live, LeaseFileNames names, EventLog log) {
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

    /** Looks at the file, and begins a new one if it has to be. */
    void look() {
        if (isIntact()) {
            return;
        }
        if (!replacing) {
            replacing = true;
            replacements.incrementAndGet();
            log.log(JournalMessage.TANDEM6_LEASE_FILE_REPLACED, names.live(), names.replaced(1));
        }
        try {
            live.beginAnew();
            replacing = false;
            lost.run();
        } catch (IOException e) {
            // Whatever is written next fails as well and says why; then it is tried again.
            return;
        }
    }

    /** Looks at the file for the last time; what somebody put there now is what he wants. */
    void lookLast() {
        if (!isIntact()) {
            log.log(JournalMessage.TANDEM6_LEASE_FILE_LEFT, names.live());
        }
    }

    private boolean isIntact() {
        try {
            return !replacing && live.isIntact();
        } catch (IOException e) {
            // Unknown; the next write finds out what is wrong with the disk.
            return true;
        }
    }
}
