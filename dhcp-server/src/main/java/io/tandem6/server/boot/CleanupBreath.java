package io.tandem6.server.boot;

import java.util.concurrent.locks.LockSupport;

/**
 * Makes a clean-up of the lease file pause for a multiple of the time that it has worked, so that
 * it takes a tenth of two processors at most and there is always room between its writes to the
 * disk. Belongs to the thread that cleans up.
 */
final class CleanupBreath implements Runnable {
    private static final int PAUSE_PER_WORK = 4;
    private static final long WORK_MAX_NANOS = 50_000_000;

    private long resumed = System.nanoTime() - WORK_MAX_NANOS;

    @Override
    public void run() {
        // A first call, after an hour without work, must not pause for hours.
        long worked = Math.min(System.nanoTime() - resumed, WORK_MAX_NANOS);
        LockSupport.parkNanos(worked * PAUSE_PER_WORK);
        resumed = System.nanoTime();
    }
}
