package io.tandem6.server.journal;

import io.tandem6.lease.ChangePosition;
import io.tandem6.lease.LeaseChange;
import io.tandem6.log.EventLog;
import io.tandem6.server.journal.CsvHeader.InvalidHeaderException;
import io.tandem6.server.lease.LeaseStore;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The lease store on Kea's lease file. Changes queue up while the disk is busy; the writer takes
 * all that wait, writes them with one write and one flush, and then tells everybody concerned.
 *
 * <p>The queue is bounded. When it is full a commit fails at once: waiting would stop the event
 * loop and with it everything else, while a client without an answer just asks again.
 *
 * <p>Safe to use from any thread. Two executors do the work: {@code writer}, one task at a time,
 * and {@code cleaner}, which merges old files while the writer goes on.
 */
public final class JournalLeaseStore implements LeaseStore {
    private final Disk.Lock lock;
    private final Executor writer;
    private final EventLog log;
    private final LeaseFileNames names;
    private final BackgroundCleanup cleanup;
    private final LiveFile live;
    private final LiveFileGuard guard;
    private final long incarnation;
    private final int queuedChangesLimit;

    private final OwedChanges owed = new OwedChanges();
    private final LeaseRowWriter rows;
    private final ReentrantLock fileLock = new ReentrantLock();
    private volatile boolean closed;
    private volatile Optional<String> trouble = Optional.empty();

    private final Object queueLock = new Object();
    private List<Pending> queue = new ArrayList<>();
    private int queuedChanges;
    private long sequence;
    private boolean cleanupRequested;
    private boolean lookRequested;
    private boolean stepScheduled;
    private boolean full;

    private record Pending(List<LeaseChange> changes, ChangePosition last, Committed committed) {}

    private JournalLeaseStore(
            Disk.Lock lock,
            JournalSettings settings,
            Disk disk,
            LeaseFileNames names,
            CsvHeader header,
            long incarnation,
            Executor writer,
            Executor cleaner,
            EventLog log)
            throws IOException {
        this.lock = lock;
        this.names = names;
        this.incarnation = incarnation;
        this.writer = writer;
        this.log = log;
        this.rows = new LeaseRowWriter(header);
        this.queuedChangesLimit = settings.queuedChangesLimit();
        this.live = new LiveFile(disk, names, header, settings.syncs(), log);
        this.guard = new LiveFileGuard(disk, live, names, log);
        guard.cleanupEnds();
        this.cleanup =
                new BackgroundCleanup(
                        new LeaseFileCleanup(disk, names, header, log),
                        guard,
                        fileLock,
                        cleaner,
                        settings.breath(),
                        failure ->
                                log.log(
                                        JournalMessage.DHCPSRV_MEMFILE_LFC_SPAWN_FAIL,
                                        names.live(),
                                        failure));
    }

    /**
     * Locks the files, repairs what a crash left, and shows everything in them.
     *
     * @param writer runs one task at a time; in production a thread of its own
     * @param cleaner may run tasks beside those of {@code writer}
     * @param loaded hears, before this returns, every change that the files hold, in order
     * @throws LeaseStoreException if the leases cannot be loaded, with a reason for the operator
     */
    public static JournalLeaseStore open(
            JournalSettings settings,
            Disk disk,
            Executor writer,
            Executor cleaner,
            EventLog log,
            Consumer<LeaseChange> loaded)
            throws LeaseStoreException {
        LeaseFileNames names = new LeaseFileNames(settings.file());
        Disk.Lock held = null;
        try {
            disk.createDirectories(names.directory());
            Disk.Lock lock = StoreLock.take(disk, names, ProcessHandle.current().pid());
            held = lock;
            long incarnation = Incarnation.raise(disk, names, log, settings.now());
            CsvHeader header = CsvHeader.suiting(disk, names);
            LeaseFileRecovery.Recovered recovered =
                    new LeaseFileRecovery(disk, names, header, log, settings.maxRowErrors(), loaded)
                            .run();
            JournalLeaseStore store =
                    new JournalLeaseStore(
                            lock, settings, disk, names, header, incarnation, writer, cleaner, log);
            held = null;
            log.log(
                    JournalMessage.TANDEM6_LEASE_STORE_OPENED,
                    names.live(),
                    recovered.rows(),
                    recovered.damaged(),
                    incarnation);
            if (recovered.cleanupNeeded()) {
                store.cleanUp();
            }
            return store;
        } catch (IOException e) {
            throw new LeaseStoreException(names.live() + ": " + e, e);
        } catch (InvalidHeaderException e) {
            throw new LeaseStoreException(String.valueOf(e.getMessage()), e);
        } finally {
            release(held);
        }
    }

    private static void release(Disk.@Nullable Lock lock) throws LeaseStoreException {
        try {
            if (lock != null) {
                lock.close();
            }
        } catch (IOException e) {
            throw new LeaseStoreException("cannot release the lock: " + e, e);
        }
    }

    /**
     * Is told, on a thread of the store's, when somebody else has taken the lease file away: all
     * leases have then to be handed in again.
     */
    public void whenLost(Runnable lost) {
        guard.tell(lost);
    }

    /** How often that has happened. */
    public long replacements() {
        return guard.replacements();
    }

    /** The number of this start, part of every position. */
    public long incarnation() {
        return incarnation;
    }

    @Override
    public void commit(List<LeaseChange> changes, Committed committed) {
        String refusal = enqueue(changes, committed);
        if (refusal == null) {
            scheduleStep();
        } else {
            committed.completed(new Outcome.Failed(refusal));
        }
    }

    private @Nullable String enqueue(List<LeaseChange> changes, Committed committed) {
        synchronized (queueLock) {
            if (closed) {
                return "the lease store is closed";
            }
            if (queuedChanges > 0 && queuedChanges + changes.size() > queuedChangesLimit) {
                if (!full) {
                    full = true;
                    log.log(JournalMessage.TANDEM6_LEASE_QUEUE_FULL, queuedChanges, names.live());
                }
                sequence += changes.size();
                owed.add(changes, sequence);
                return "too many lease changes wait for the disk";
            }
            sequence += changes.size();
            queuedChanges += changes.size();
            queue.add(
                    new Pending(
                            List.copyOf(changes),
                            new ChangePosition(incarnation, sequence),
                            committed));
            return null;
        }
    }

    /**
     * Starts a clean-up: between two batches the file is put aside and a new one begun, then the
     * cleaner merges. If an earlier clean-up was not finished, finishes that one instead.
     */
    public void cleanUp() {
        synchronized (queueLock) {
            if (closed) {
                return;
            }
            cleanupRequested = true;
        }
        scheduleStep();
    }

    /**
     * Has the writer look soon whether the lease file is still as it left it. It does so before it
     * writes in any case; a server that has nothing to write would not notice.
     */
    public void look() {
        synchronized (queueLock) {
            lookRequested = true;
        }
        scheduleStep();
    }

    /** Hands at most one step at a time to the writer, if there is anything to do. */
    private void scheduleStep() {
        synchronized (queueLock) {
            boolean idle = queue.isEmpty() && !cleanupRequested && !lookRequested;
            if (closed || stepScheduled || idle) {
                return;
            }
            stepScheduled = true;
        }
        writer.execute(this::writerStep);
    }

    private void writerStep() {
        writeQueued();
        synchronized (queueLock) {
            stepScheduled = false;
        }
        scheduleStep();
    }

    /** Writes everything that waits, and what is owed, and reports it. */
    private void writeQueued() {
        List<Pending> batch;
        String failure;
        fileLock.lock();
        try {
            boolean rotates;
            synchronized (queueLock) {
                batch = queue;
                queue = new ArrayList<>();
                queuedChanges = 0;
                full = false;
                rotates = cleanupRequested;
                cleanupRequested = false;
                lookRequested = false;
            }
            if (!closed) {
                guard.look(cleanup.isAtWork());
            }
            failure = write(batch);
            if (rotates) {
                beginCleanup();
            }
        } finally {
            fileLock.unlock();
        }
        for (Pending pending : batch) {
            pending.committed.completed(
                    failure == null
                            ? new Outcome.Durable(pending.last)
                            : new Outcome.Failed(failure));
        }
    }

    private @Nullable String write(List<Pending> batch) {
        List<OwedChanges.Owed> overdue = owed.all();
        int changes = collectRows(batch, overdue);
        if (changes == 0) {
            return null;
        }
        boolean knownToFail = live.isFailing();
        try {
            live.append(rows.rows());
            owed.written(overdue);
            trouble = Optional.empty();
            return null;
        } catch (IOException e) {
            batch.forEach(pending -> owed.add(pending.changes, pending.last.sequence()));
            if (!knownToFail) {
                // Every client would bring it about again, until the log has filled the next disk.
                log.log(
                        JournalMessage.TANDEM6_LEASE_WRITE_FAILED,
                        changes,
                        names.live(),
                        e.toString());
            }
            String failure = names.live() + ": " + e;
            trouble = Optional.of(failure);
            return failure;
        }
    }

    @Override
    public Optional<String> trouble() {
        return trouble;
    }

    /** Rows in the order in which the changes were handed in, since the last one counts. */
    private int collectRows(List<Pending> batch, List<OwedChanges.Owed> overdue) {
        List<Pending> ordered = batch;
        if (!overdue.isEmpty()) {
            ordered = new ArrayList<>(batch);
            for (OwedChanges.Owed change : overdue) {
                ordered.add(
                        new Pending(
                                List.of(change.change()),
                                new ChangePosition(incarnation, change.sequence()),
                                outcome -> {}));
            }
            ordered.sort(Comparator.comparing(Pending::last));
        }
        rows.clear();
        int changes = 0;
        for (Pending pending : ordered) {
            pending.changes.forEach(rows::change);
            changes += pending.changes.size();
        }
        return changes;
    }

    private void beginCleanup() {
        guard.cleanupBegins();
        try {
            if (!cleanup.isPending()) {
                live.rotate();
            }
        } catch (IOException e) {
            log.log(JournalMessage.DHCPSRV_MEMFILE_LFC_LEASE_FILE_RENAME_FAIL, names.live(), e);
            return;
        }
        cleanup.begin();
    }

    /**
     * Writes what waits on the calling thread and gives up a clean-up that runs; the next start
     * finishes it.
     */
    @Override
    public void close() {
        synchronized (queueLock) {
            if (closed) {
                return;
            }
            closed = true;
        }
        cleanup.stop();
        writeQueued();
        cleanup.awaitEnd();
        fileLock.lock();
        try (lock) {
            guard.lookLast();
            live.close();
        } catch (IOException e) {
            log.log(JournalMessage.TANDEM6_LEASE_WRITE_FAILED, 0, names.live(), e);
        } finally {
            fileLock.unlock();
        }
    }
}
