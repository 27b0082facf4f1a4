package io.tandem6.server.sql;

import io.tandem6.address.Ipv6Address;
import io.tandem6.lease.Lease;
import io.tandem6.server.lease.StoredLease;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads the whole table again and again, slowly, so that leases that other servers gave to clients
 * who never came here are known here too: to the search for free addresses, the counts and the
 * lease commands. Nothing rests on it; what is out of date is found out when it is used.
 */
final class LeaseSweep implements AutoCloseable {
    private static final int PAGE = 1000;
    private static final long PAGE_PAUSE_MILLIS = 100;
    private static final long PAUSE_MILLIS = 30_000;

    private final ScheduledExecutorService thread;
    private final Sessions sessions;
    private final Consumer<List<StoredLease>> seen;
    private volatile boolean closed;

    LeaseSweep(
            ScheduledExecutorService thread, Sessions sessions, Consumer<List<StoredLease>> seen) {
        this.thread = thread;
        this.sessions = sessions;
        this.seen = seen;
    }

    void start() {
        after(PAUSE_MILLIS, null);
    }

    private void after(long millis, @Nullable Ipv6Address from) {
        if (!closed && !thread.isShutdown()) {
            thread.schedule(() -> read(from), millis, TimeUnit.MILLISECONDS);
        }
    }

    private void read(@Nullable Ipv6Address from) {
        switch (sessions.run(s -> s.page(from, PAGE))) {
            case Sessions.Result.Failed<List<Lease>> ignored -> after(PAUSE_MILLIS, null);
            case Sessions.Result.Done<List<Lease>>(List<Lease> page) -> {
                seen.accept(page.stream().map(l -> new StoredLease(l.address(), l)).toList());
                if (page.size() < PAGE) {
                    after(PAUSE_MILLIS, null);
                } else {
                    after(PAGE_PAUSE_MILLIS, page.getLast().address());
                }
            }
        }
    }

    @Override
    public void close() {
        closed = true;
    }
}
