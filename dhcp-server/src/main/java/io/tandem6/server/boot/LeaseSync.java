package io.tandem6.server.boot;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.LockSupport;

/**
 * When leases reach the disk, as the environment says. Not in the configuration, since Kea refuses
 * a file with words that it does not know.
 *
 * @param syncs false leaves it to the system, as Kea does
 * @param patience how long the first of several leases may wait for others before they are written
 *     and synced together, 0..{@link #WAIT_MAX}; leases that come while the disk is busy are
 *     together in any case
 */
record LeaseSync(boolean syncs, Duration patience) {
    /** Environment variable: {@code off}, or the wait in milliseconds. */
    static final String VARIABLE = "TANDEM6_LEASE_SYNC";

    /** A client sends again after a second (RFC 9915 section 7.6). */
    static final Duration WAIT_MAX = Duration.ofMillis(500);

    /** A batch gathers while the one before is synced, which takes longer than most waits. */
    static final LeaseSync DEFAULT = new LeaseSync(true, Duration.ZERO);

    /** Runs each step of {@code writer}'s after the wait. */
    Executor patient(Executor writer) {
        if (patience.isZero()) {
            return writer;
        }
        return step ->
                writer.execute(
                        () -> {
                            LockSupport.parkNanos(patience.toNanos());
                            step.run();
                        });
    }

    /**
     * Reads the variable.
     *
     * @throws StartupException if it makes no sense
     */
    static LeaseSync of(Map<String, String> environment) {
        String text = environment.getOrDefault(VARIABLE, "").strip();
        if (text.isEmpty()) {
            return DEFAULT;
        }
        if (text.equals("off")) {
            return new LeaseSync(false, Duration.ZERO);
        }
        if (text.matches("[0-9]{1,3}") && Integer.parseInt(text) <= WAIT_MAX.toMillis()) {
            return new LeaseSync(true, Duration.ofMillis(Integer.parseInt(text)));
        }
        throw new StartupException(
                VARIABLE
                        + " is '"
                        + text
                        + "'; it must be 'off', or 0.."
                        + WAIT_MAX.toMillis()
                        + " for the milliseconds that leases may wait for each other");
    }
}
