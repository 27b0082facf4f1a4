package io.tandem6.interop.lab;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * Waits for other processes. They cannot be made to call back, so this looks again and again; it is
 * the one place of the tests that pauses.
 */
public final class Await {
    private static final Duration PAUSE = Duration.ofMillis(200);

    private Await() {}

    /**
     * What {@code probe} finds, as soon as it finds something. The more it has to do, the longer it
     * rests: it asks the servers that others wait for.
     *
     * @throws AssertionError if it has not within {@code limit}
     */
    public static <T> T until(String what, Duration limit, Supplier<Optional<T>> probe) {
        long start = System.nanoTime();
        while (true) {
            long look = System.nanoTime();
            Optional<T> found = probe.get();
            long effort = System.nanoTime() - look;
            if (found.isPresent()) {
                return found.get();
            }
            if (System.nanoTime() - start > limit.toNanos()) {
                throw new AssertionError(
                        "waited " + limit.toSeconds() + " seconds in vain for: " + what);
            }
            LockSupport.parkNanos(Math.max(PAUSE.toNanos(), effort));
        }
    }

    /**
     * Returns as soon as {@code condition} holds.
     *
     * @return how long that took
     * @throws AssertionError if it does not within {@code limit}
     */
    public static Duration that(String what, Duration limit, BooleanSupplier condition) {
        long start = System.nanoTime();
        until(what, limit, () -> condition.getAsBoolean() ? Optional.of(true) : Optional.empty());
        return Duration.ofNanos(System.nanoTime() - start);
    }

    /** Lets time pass, for what has no sign to wait for. */
    public static void pause(Duration time) {
        long end = System.nanoTime() + time.toNanos();
        for (long left = time.toNanos(); left > 0; left = end - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }

    /**
     * Watches for {@code time} that {@code condition} goes on holding.
     *
     * @throws AssertionError as soon as it does not
     */
    public static void still(String what, Duration time, BooleanSupplier condition) {
        long start = System.nanoTime();
        while (System.nanoTime() - start < time.toNanos()) {
            if (!condition.getAsBoolean()) {
                throw new AssertionError("no longer true: " + what);
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        }
    }
}
