package io.tandem6.server.journal;

import io.tandem6.server.journal.CsvHeader.InvalidHeaderException;
import java.io.IOException;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/** Runs one clean-up at a time, beside the writer. Safe to use from any thread. */
final class BackgroundCleanup {
    private final LeaseFileCleanup cleanup;
    private final LiveFileGuard guard;
    private final ReentrantLock fileLock;
    private final Executor cleaner;
    private final Runnable breath;
    private final Consumer<Exception> failed;
    private final Semaphore running = new Semaphore(1);
    private final AtomicBoolean atWork = new AtomicBoolean();
    private volatile boolean stopped;

    /**
     * Does nothing yet.
     *
     * @param guard hears, under {@code fileLock}, when one ends
     * @param breath between two parts of the work
     * @param failed hears of one that failed
     */
    BackgroundCleanup(
            LeaseFileCleanup cleanup,
            LiveFileGuard guard,
            ReentrantLock fileLock,
            Executor cleaner,
            Runnable breath,
            Consumer<Exception> failed) {
        this.cleanup = cleanup;
        this.guard = guard;
        this.fileLock = fileLock;
        this.cleaner = cleaner;
        this.breath = breath;
        this.failed = failed;
    }

    /** True if one was begun and not finished, by this server or before. */
    boolean isPending() throws IOException {
        return cleanup.isPending();
    }

    /** True from the beginning of one to its end, in which the files beside the live one change. */
    boolean isAtWork() {
        return atWork.get();
    }

    /** Begins one, unless one is at work. */
    void begin() {
        if (!stopped && atWork.compareAndSet(false, true)) {
            cleaner.execute(this::run);
        }
    }

    private void run() {
        running.acquireUninterruptibly();
        try {
            if (!stopped) {
                cleanup.run(this::breathesUntilStopped);
            }
        } catch (IOException | InvalidHeaderException | LeaseStoreException e) {
            failed.accept(e);
        } finally {
            end();
            running.release();
        }
    }

    private void end() {
        fileLock.lock();
        try {
            guard.cleanupEnds();
            atWork.set(false);
        } finally {
            fileLock.unlock();
        }
    }

    private boolean breathesUntilStopped() {
        if (!stopped) {
            breath.run();
        }
        return stopped;
    }

    /** Has one that is at work give up, and begins no other; the next start finishes it. */
    void stop() {
        stopped = true;
    }

    /** Returns when none touches a file any more, after {@link #stop}. */
    void awaitEnd() {
        running.acquireUninterruptibly();
        running.release();
    }
}
