package io.tandem6.server.sql;

import io.tandem6.address.Ipv6Address;
import io.tandem6.config.DatabaseAccess;
import io.tandem6.config.LeaseDatabase;
import io.tandem6.identity.Duid;
import io.tandem6.lease.BindingKey;
import io.tandem6.lease.Lease;
import io.tandem6.lease.LeaseChange;
import io.tandem6.log.EventLog;
import io.tandem6.server.lease.LeaseQuery;
import io.tandem6.server.lease.Revision;
import io.tandem6.server.lease.SharedLeaseStore;
import io.tandem6.server.lease.StoredLease;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The lease store in a database. One thread says everything to it: whatever has come together while
 * it was waiting for an answer goes in one transaction, and is told after the commit.
 *
 * <p>A database that is lost is looked for again as {@code on-fail} says. Until it is back
 * everything fails at once; what failed is not repeated, since another server may have been faster.
 */
public final class SqlLeaseStore implements SharedLeaseStore {
    /** A transaction that takes longer than this is not waited for. */
    private static final int CLOSE_SECONDS = 10;

    private final LeaseDatabaseAccess access;
    private final ScheduledThreadPoolExecutor thread =
            new ScheduledThreadPoolExecutor(
                    1, Thread.ofPlatform().name("lease-database").factory());
    private final EventLog log;
    private final JobQueue queue;
    private final Sessions sessions;
    private final Reconnection reconnection;
    private final LeaseSweep sweep;
    private volatile @Nullable Listener listener;
    private boolean refusing;

    private SqlLeaseStore(SqlSettings settings, LeaseDatabaseAccess access, EventLog log) {
        this.access = access;
        this.log = log;
        this.queue = new JobQueue(settings.incarnation(), settings.queuedChangesLimit());
        this.sessions = new Sessions(access, this::isLost);
        this.reconnection =
                new Reconnection(
                        settings.database().database(), thread, log, access::prepare, this::isBack);
        this.sweep = new LeaseSweep(thread, sessions, this::seen);
        thread.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    /**
     * Connects, initializes an empty database, and shows all leases.
     *
     * @param loaded hears, before this returns, every lease
     * @throws DatabaseException if there is no such database, or not one that can be used
     */
    public static SqlLeaseStore open(SqlSettings settings, EventLog log, Consumer<Lease> loaded)
            throws DatabaseException {
        LeaseDatabase database = settings.database();
        LeaseDatabaseAccess access = LeaseDatabaseAccess.of(database);
        boolean opened = false;
        try {
            LeaseLayout layout = Reconnection.first(database.database(), log, access::prepare);
            SqlLeaseStore store = new SqlLeaseStore(settings, access, log);
            store.load(layout, database, loaded);
            opened = true;
            return store;
        } catch (SQLException e) {
            throw new DatabaseException("cannot read the lease database", e);
        } finally {
            if (!opened) {
                access.close();
            }
        }
    }

    private void load(LeaseLayout layout, LeaseDatabase database, Consumer<Lease> loaded)
            throws SQLException {
        long[] count = {0};
        try (LeaseDatabaseAccess.Open open = access.open()) {
            long skipped =
                    open.session()
                            .forEach(
                                    lease -> {
                                        count[0]++;
                                        loaded.accept(lease);
                                    });
            if (skipped > 0) {
                log.log(SqlMessage.TANDEM6_LEASE_DATABASE_ROWS_SKIPPED, skipped);
            }
        }
        DatabaseAccess where = database.database();
        log.log(
                SqlMessage.TANDEM6_LEASE_DATABASE_OPENED,
                database.type().word(),
                where.name(),
                where.host(),
                layout.version(),
                count[0]);
        Optional<String> doubt = access.durabilityDoubt();
        if (doubt.isPresent()) {
            log.log(SqlMessage.TANDEM6_LEASE_DATABASE_NOT_DURABLE, doubt.get());
        }
    }

    /** Has {@code watcher} hear of the database, and looks from now on for what others change. */
    public void watch(DatabaseWatcher watcher) {
        reconnection.watch(watcher);
        sweep.start();
    }

    @Override
    public Optional<String> trouble() {
        return Optional.ofNullable(queue.lost());
    }

    /** Changes that wait. Safe to call from any thread. */
    public int waitingChanges() {
        return queue.waitingChanges();
    }

    @Override
    public void listen(Listener hears) {
        listener = hears;
    }

    @Override
    public void commit(List<LeaseChange> changes, Committed committed) {
        add(changes.stream().map(c -> new Revision(null, c)).toList(), false, committed);
    }

    @Override
    public void revise(List<Revision> revisions, Committed committed) {
        add(List.copyOf(revisions), true, committed);
    }

    private void add(List<Revision> revisions, boolean conditional, Committed committed) {
        JobQueue.Entry entry = queue.add(revisions, conditional, committed);
        String refusal = entry.refusal();
        if (refusal != null) {
            if (entry.firstOfMany()) {
                log.log(SqlMessage.TANDEM6_LEASE_DATABASE_QUEUE_FULL, queue.waitingChanges());
            }
            committed.completed(new Outcome.Failed(refusal));
        } else if (entry.wake()) {
            wake();
        }
    }

    @Override
    public void look(LeaseQuery query, Answered answered) {
        Job.Question question = new Job.Question(query, answered);
        JobQueue.Entry entry = queue.add(question);
        String refusal = entry.refusal();
        if (refusal != null) {
            question.fail(refusal);
        } else if (entry.wake()) {
            wake();
        }
    }

    /** What is handed in while the store closes is done by whoever closes it. */
    private void wake() {
        try {
            thread.execute(this::step);
        } catch (RejectedExecutionException e) {
            if (!queue.isClosed()) {
                throw e;
            }
        }
    }

    /** Does everything that waits. Questions come first: they are short, and clients wait. */
    private void step() {
        JobQueue.Batch batch = queue.take();
        if (batch.isEmpty()) {
            return;
        }
        if (queue.lost() == null) {
            answer(batch.questions());
        } else {
            batch.questions().forEach(question -> question.fail(String.valueOf(queue.lost())));
        }
        write(batch.writes());
    }

    private void answer(List<Job.Question> questions) {
        if (questions.isEmpty()) {
            return;
        }
        Set<Duid> duids = new LinkedHashSet<>();
        Set<Ipv6Address> addresses = new LinkedHashSet<>();
        for (Job.Question question : questions) {
            question.query().bindings().stream().map(BindingKey::duid).forEach(duids::add);
            addresses.addAll(question.query().addresses());
        }
        Sessions.Result<List<StoredLease>> result =
                sessions.run(session -> session.look(duids, addresses));
        switch (result) {
            case Sessions.Result.Done<List<StoredLease>> done ->
                    Answers.of(done.value()).give(questions);
            case Sessions.Result.Failed<List<StoredLease>> failed ->
                    questions.forEach(question -> question.fail(failed.reason()));
        }
    }

    private void write(List<Job.Write> writes) {
        int from = 0;
        while (from < writes.size()) {
            int to = from + 1;
            while (to < writes.size()
                    && writes.get(to).conditional() == writes.get(from).conditional()) {
                to++;
            }
            writeAlike(writes.subList(from, to));
            from = to;
        }
    }

    /**
     * In one transaction; if the database refuses that, each by itself, so that one fails alone.
     */
    private void writeAlike(List<Job.Write> writes) {
        String lost = queue.lost();
        if (lost != null) {
            writes.forEach(write -> write.fail(lost));
            return;
        }
        List<Revision> revisions = new ArrayList<>();
        writes.forEach(write -> revisions.addAll(write.revisions()));
        Sessions.Result<Set<StoredLease>> result =
                sessions.run(session -> store(session, writes.getFirst().conditional(), revisions));
        switch (result) {
            case Sessions.Result.Done<Set<StoredLease>> done -> {
                refusing = false;
                writes.forEach(write -> tell(write, done.value()));
            }
            case Sessions.Result.Failed<Set<StoredLease>> failed
                    when writes.size() > 1 && !failed.lost() ->
                    writes.forEach(write -> writeAlike(List.of(write)));
            case Sessions.Result.Failed<Set<StoredLease>> failed -> {
                // Every client would bring it about again, until the log has filled a disk.
                if (!failed.lost() && !refusing) {
                    refusing = true;
                    log.log(
                            SqlMessage.TANDEM6_LEASE_DATABASE_REFUSED,
                            revisions.isEmpty() ? "nothing" : revisions.getFirst().address(),
                            failed.reason());
                }
                writes.forEach(write -> write.fail(failed.reason()));
            }
        }
    }

    private static Set<StoredLease> store(
            LeaseSession session, boolean conditional, List<Revision> revisions)
            throws SQLException {
        if (revisions.isEmpty()) {
            return Set.of();
        }
        if (conditional) {
            return new HashSet<>(session.revise(revisions).values());
        }
        session.overwrite(revisions.stream().map(Revision::change).toList());
        return Set.of();
    }

    private static void tell(Job.Write write, Set<StoredLease> superseded) {
        List<StoredLease> faster =
                superseded.isEmpty()
                        ? List.of()
                        : superseded.stream()
                                .filter(
                                        stored ->
                                                write.revisions().stream()
                                                        .anyMatch(
                                                                r ->
                                                                        r.address()
                                                                                .equals(
                                                                                        stored
                                                                                                .address())))
                                .toList();
        write.committed()
                .completed(
                        faster.isEmpty()
                                ? new Outcome.Durable(write.last())
                                : new Outcome.Superseded(faster));
    }

    private void isLost(String reason) {
        if (queue.lost() == null && !queue.isClosed()) {
            queue.lose("the lease database cannot be reached: " + reason);
            reconnection.begin(reason);
        }
    }

    private void isBack() {
        queue.back();
        Listener hears = listener;
        if (hears != null) {
            hears.back();
        }
    }

    private void seen(List<StoredLease> leases) {
        Listener hears = listener;
        if (hears != null) {
            hears.seen(leases);
        }
    }

    /** Does what waits on the calling thread, and lets go of the database. */
    @Override
    public void close() {
        if (!queue.close()) {
            return;
        }
        reconnection.close();
        sweep.close();
        thread.shutdown();
        try {
            if (!thread.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS)) {
                thread.shutdownNow();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        step();
        access.close();
    }
}
