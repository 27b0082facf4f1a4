package io.tandem6.server.sql;

import io.tandem6.config.DatabaseAccess;
import io.tandem6.config.DatabaseAccess.OnFail;
import io.tandem6.log.EventLog;
import java.sql.SQLException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Looks for a database that was lost, as often and at such intervals as the configuration says. The
 * first try follows at once. With {@code serve-retry-continue} it never ends. Runs on the store's
 * thread.
 */
final class Reconnection implements AutoCloseable {
    /** Shortest pause between tries without end. */
    private static final long PAUSE_MILLIS_MIN = 500;

    private final DatabaseAccess settings;
    private final ScheduledExecutorService thread;
    private final EventLog log;
    private final Attempt attempt;
    private final Runnable succeeded;
    private volatile DatabaseWatcher watcher = DatabaseWatcher.NONE;
    private volatile boolean closed;

    /** Tries to connect. */
    @FunctionalInterface
    interface Attempt {
        LeaseLayout run() throws SQLException, DatabaseException;
    }

    Reconnection(
            DatabaseAccess settings,
            ScheduledExecutorService thread,
            EventLog log,
            Attempt attempt,
            Runnable succeeded) {
        this.settings = settings;
        this.thread = thread;
        this.log = log;
        this.attempt = attempt;
        this.succeeded = succeeded;
    }

    /**
     * Connects for the first time, on the calling thread; once, unless {@code retry-on-startup}.
     *
     * @throws DatabaseException if that fails
     */
    static LeaseLayout first(DatabaseAccess settings, EventLog log, Attempt attempt)
            throws DatabaseException {
        long tries = settings.retryOnStartup() ? Math.max(settings.maxReconnectTries(), 1) : 1;
        boolean endless =
                settings.retryOnStartup() && settings.onFail() == OnFail.SERVE_RETRY_CONTINUE;
        for (long number = 1; ; number++) {
            try {
                return attempt.run();
            } catch (SQLException e) {
                if (number >= tries && !endless) {
                    throw new DatabaseException("cannot reach the lease database", e);
                }
                log.log(
                        SqlMessage.TANDEM6_LEASE_DATABASE_RECONNECT_ATTEMPT_FAILED,
                        number,
                        DatabaseException.text(e));
                pause(settings);
            }
        }
    }

    private static void pause(DatabaseAccess settings) throws DatabaseException {
        try {
            TimeUnit.MILLISECONDS.sleep(Math.max(settings.reconnectWaitMillis(), PAUSE_MILLIS_MIN));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DatabaseException("interrupted while waiting for the lease database");
        }
    }

    void watch(DatabaseWatcher hears) {
        watcher = hears;
    }

    /** The database was lost. */
    void begin(String reason) {
        log.log(
                SqlMessage.DHCP6_DB_RECONNECT_LOST_CONNECTION,
                reason,
                settings.maxReconnectTries(),
                settings.reconnectWaitMillis(),
                settings.onFail().word());
        watcher.lost();
        if (settings.maxReconnectTries() == 0) {
            giveUp(0, reason);
        }
        if (goesOn(0)) {
            after(0, () -> attempt(1));
        }
    }

    private boolean goesOn(long tries) {
        return !closed
                && (settings.onFail() == OnFail.SERVE_RETRY_CONTINUE
                        || tries < settings.maxReconnectTries());
    }

    private void attempt(long number) {
        if (closed) {
            return;
        }
        try {
            attempt.run();
            log.log(SqlMessage.DHCP6_DB_RECONNECT_SUCCEEDED);
            succeeded.run();
            watcher.back();
        } catch (SQLException e) {
            failed(number, DatabaseException.text(e));
        } catch (DatabaseException e) {
            failed(number, String.valueOf(e.getMessage()));
        }
    }

    private void failed(long number, String reason) {
        if (number <= settings.maxReconnectTries()) {
            log.log(SqlMessage.TANDEM6_LEASE_DATABASE_RECONNECT_ATTEMPT_FAILED, number, reason);
        }
        if (number == settings.maxReconnectTries()) {
            giveUp(number, reason);
        }
        if (goesOn(number)) {
            long pause = settings.reconnectWaitMillis();
            after(
                    number < settings.maxReconnectTries()
                            ? pause
                            : Math.max(pause, PAUSE_MILLIS_MIN),
                    () -> attempt(number + 1));
        }
    }

    private void giveUp(long tries, String reason) {
        log.log(SqlMessage.DHCP6_DB_RECONNECT_FAILED, tries, reason);
        if (settings.onFail() != OnFail.SERVE_RETRY_CONTINUE) {
            watcher.gaveUp();
        }
    }

    private void after(long millis, Runnable task) {
        try {
            thread.schedule(task, millis, TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            closed = true;
        }
    }

    @Override
    public void close() {
        closed = true;
    }
}
