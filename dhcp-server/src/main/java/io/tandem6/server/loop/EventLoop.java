package io.tandem6.server.loop;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Executor;

/**
 * Runs tasks one at a time, in the order in which they came. I/O happens on other threads, which
 * hand their results in by {@link #execute}. The production loop is a thread; a simulator's is a
 * queue.
 */
public interface EventLoop extends Executor {
    /** Wall-clock time. May jump. */
    Instant now();

    /** Monotonic time in nanoseconds, of use only in differences. */
    long nanoTime();

    /**
     * The same, and it goes on while the machine is suspended. Differences from {@link #nanoTime}
     * mean nothing.
     */
    long nanoTimeWithSuspend();

    /** Runs {@code task} on the loop as soon as everything handed in before it has run. */
    @Override
    void execute(Runnable task);

    /** Runs {@code task} on the loop once, not before {@code delay} has passed. */
    Timer schedule(Duration delay, Runnable task);

    /** Wall-clock time in whole seconds, the unit of lease times. */
    default long epochSecond() {
        return now().getEpochSecond();
    }

    /** A task waiting for its time. */
    interface Timer {
        /** Does nothing if the task has run; else it never will. */
        void cancel();
    }
}
