package io.tandem6.server.journal;

import io.tandem6.server.loop.EventLoop;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Asks for a clean-up every {@code lfc-interval}. Belongs to the event loop. */
public final class LeaseFileCleanupTimer {
    private final EventLoop loop;
    private final Runnable cleanUp;
    private Duration interval;
    private EventLoop.@Nullable Timer timer;

    /**
     * Does nothing yet.
     *
     * @param intervalSeconds pause between clean-ups, 0 is never
     * @param cleanUp as {@link JournalLeaseStore#cleanUp}
     */
    public LeaseFileCleanupTimer(EventLoop loop, long intervalSeconds, Runnable cleanUp) {
        this.loop = loop;
        this.cleanUp = cleanUp;
        this.interval = Duration.ofSeconds(intervalSeconds);
    }

    /** Begins the first pause. */
    public void start() {
        if (!interval.isZero()) {
            timer =
                    loop.schedule(
                            interval,
                            () -> {
                                cleanUp.run();
                                start();
                            });
        }
    }

    /** Begins a pause of another length, 0 is never again. */
    public void restart(long intervalSeconds) {
        stop();
        interval = Duration.ofSeconds(intervalSeconds);
        start();
    }

    /** There will be no further clean-up. */
    public void stop() {
        if (timer != null) {
            timer.cancel();
            timer = null;
        }
    }
}
