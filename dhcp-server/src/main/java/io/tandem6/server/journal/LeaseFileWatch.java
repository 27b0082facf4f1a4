package io.tandem6.server.journal;

import io.tandem6.address.Ipv6Address;
import io.tandem6.lease.Lease;
import io.tandem6.lease.LeaseChange;
import io.tandem6.log.EventLog;
import io.tandem6.server.lease.LeaseTable;
import io.tandem6.server.loop.EventLoop;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the lease file the server's own: has it looked at again and again, and fills it with all
 * leases when somebody else has replaced or removed it. Belongs to the event loop.
 */
public final class LeaseFileWatch {
    private static final Duration PAUSE = Duration.ofSeconds(1);

    /** Leases handed in at a time: a millisecond of the event loop's. */
    private static final int PAGE = 500;

    private final EventLoop loop;
    private final JournalLeaseStore store;
    private final LeaseTable table;
    private final EventLog log;
    private @Nullable Ipv6Address last;
    private boolean filling;
    private long filled;

    /** Does nothing yet. */
    public LeaseFileWatch(EventLoop loop, JournalLeaseStore store, LeaseTable table, EventLog log) {
        this.loop = loop;
        this.store = store;
        this.table = table;
        this.log = log;
    }

    /** Begins to watch. */
    public void start() {
        store.whenLost(() -> loop.execute(this::fill));
        lookAgain();
    }

    private void lookAgain() {
        loop.schedule(
                PAUSE,
                () -> {
                    store.look();
                    lookAgain();
                });
    }

    /** From the beginning, even where it was under way. */
    private void fill() {
        last = null;
        filled = 0;
        if (!filling) {
            filling = true;
            nextPage();
        }
    }

    /** Leases that change meanwhile are in the file once more, behind these. */
    private void nextPage() {
        List<Lease> page = table.page(last, PAGE);
        if (page.isEmpty()) {
            filling = false;
            log.log(JournalMessage.TANDEM6_LEASE_FILE_REFILLED, filled);
            return;
        }
        last = page.getLast().address();
        filled += page.size();
        List<LeaseChange> changes = new ArrayList<>(page.size());
        page.forEach(lease -> changes.add(new LeaseChange.Put(lease)));
        // What fails is owed, and written with whatever is written next.
        store.commit(changes, outcome -> loop.execute(this::nextPage));
    }
}
