package io.tandem6.server.lease;

import io.tandem6.config.ExpiredLeasesProcessing;
import io.tandem6.lease.Lease;
import io.tandem6.lease.LeaseChange;
import io.tandem6.lease.LeaseState;
import io.tandem6.log.EventLog;
import io.tandem6.server.loop.EventLoop;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Reclaims expired leases and forgets them later, each at its interval. Belongs to the event loop.
 *
 * <p>A cycle goes in slices, and each slice waits for the disk, so that clients are served in
 * between however much there is to reclaim.
 */
public final class LeaseReclaimer {
    private static final int SLICE = 256;

    private final LeaseTable table;
    private final LeaseWriter writer;
    private final LeaseWriter forgetting;
    private final Predicate<Lease> mayForget;
    private final EventLoop loop;
    private final ExpiredLeasesProcessing settings;
    private final Predicate<Lease> ours;
    private final Consumer<Lease> reclaimed;
    private final EventLog log;
    private EventLoop.@Nullable Timer reclaimTimer;
    private EventLoop.@Nullable Timer flushTimer;
    private boolean stopped;
    private int incompleteCycles;

    /**
     * Does nothing yet.
     *
     * @param writer stores that leases are reclaimed
     * @param forgetting stores that they are gone
     * @param mayForget whether a reclaimed lease may be gone
     * @param ours whether a lease is to be reclaimed by this server, asked in each cycle
     * @param reclaimed hears of each lease, as it was, when it is reclaimed; for statistics
     */
    public LeaseReclaimer(
            LeaseTable table,
            LeaseWriter writer,
            LeaseWriter forgetting,
            Predicate<Lease> mayForget,
            EventLoop loop,
            ExpiredLeasesProcessing settings,
            Predicate<Lease> ours,
            Consumer<Lease> reclaimed,
            EventLog log) {
        this.table = table;
        this.writer = writer;
        this.forgetting = forgetting;
        this.mayForget = mayForget;
        this.loop = loop;
        this.settings = settings;
        this.ours = ours;
        this.reclaimed = reclaimed;
        this.log = log;
    }

    /** Begins to wait for the first cycles. */
    public void start() {
        awaitReclaim();
        awaitFlush();
    }

    /** Begins nothing any more. For good: after a reconfiguration there is another reclaimer. */
    public void stop() {
        stopped = true;
        if (reclaimTimer != null) {
            reclaimTimer.cancel();
        }
        if (flushTimer != null) {
            flushTimer.cancel();
        }
    }

    private void awaitReclaim() {
        if (!stopped && settings.reclaimTimerWaitSeconds() > 0) {
            reclaimTimer =
                    loop.schedule(
                            Duration.ofSeconds(settings.reclaimTimerWaitSeconds()), this::reclaim);
        }
    }

    private void reclaim() {
        log.log(
                LeaseMessage.ALLOC_ENGINE_V6_LEASES_RECLAMATION_START,
                settings.maxReclaimLeases(),
                settings.maxReclaimMillis());
        reclaimSlice(new Cycle(loop.nanoTime(), 0, null));
    }

    private void awaitFlush() {
        if (!stopped && settings.flushReclaimedTimerWaitSeconds() > 0) {
            flushTimer =
                    loop.schedule(
                            Duration.ofSeconds(settings.flushReclaimedTimerWaitSeconds()),
                            () -> flushSlice(0));
        }
    }

    /**
     * One cycle so far.
     *
     * @param startNanos monotonic time of its start
     * @param count leases reclaimed
     * @param last the last lease looked at, null at the start
     */
    private record Cycle(long startNanos, long count, @Nullable Lease last) {
        Cycle after(Lease next, int reclaimed) {
            return new Cycle(startNanos, count + reclaimed, next);
        }

        long millis(long nanoTime) {
            return Duration.ofNanos(nanoTime - startNanos).toMillis();
        }

        /** Leases that the next slice may take. */
        int room(ExpiredLeasesProcessing settings, long nanoTime) {
            if (settings.maxReclaimMillis() > 0
                    && millis(nanoTime) >= settings.maxReclaimMillis()) {
                return 0;
            }
            return settings.maxReclaimLeases() == 0
                    ? SLICE
                    : (int) Math.min(SLICE, settings.maxReclaimLeases() - count);
        }
    }

    private void reclaimSlice(Cycle cycle) {
        int room = stopped ? 0 : cycle.room(settings, loop.nanoTime());
        List<Lease> next = room == 0 ? List.of() : expired(cycle, room);
        if (next.isEmpty()) {
            endCycle(cycle);
            return;
        }
        List<Lease> expired = next.stream().filter(ours).toList();
        Cycle continued = cycle.after(next.getLast(), expired.size());
        if (expired.isEmpty()) {
            loop.execute(() -> reclaimSlice(continued));
            return;
        }
        List<LeaseChange> changes = new ArrayList<>(expired.size());
        for (Lease lease : expired) {
            changes.add(Reclamation.reclaim(lease));
        }
        writer.commit(
                changes,
                outcome -> {
                    switch (outcome) {
                        case LeaseStore.Outcome.Durable ignored -> reclaimSlice(continued);
                        case LeaseStore.Outcome.Superseded ignored -> reclaimSlice(continued);
                        case LeaseStore.Outcome.Failed failed -> {
                            log.log(
                                    LeaseMessage.ALLOC_ENGINE_V6_LEASES_RECLAMATION_FAILED,
                                    failed.reason());
                            awaitReclaim();
                        }
                    }
                });
        expired.forEach(this::tell);
    }

    private void tell(Lease lease) {
        reclaimed.accept(lease);
        if (lease.state() == LeaseState.DECLINED) {
            log.log(
                    LeaseMessage.ALLOC_ENGINE_V6_DECLINED_RECOVERED,
                    lease.address(),
                    lease.validLifetime());
        } else if (log.isOn(LeaseMessage.ALLOC_ENGINE_V6_LEASE_RECLAIM)) {
            log.log(
                    LeaseMessage.ALLOC_ENGINE_V6_LEASE_RECLAIM,
                    lease.duid(),
                    lease.address(),
                    lease.prefixLength());
        }
    }

    /** What comes next in a cycle; leases that are left to others are not looked at again. */
    private List<Lease> expired(Cycle cycle, int limit) {
        return cycle.last == null
                ? table.expired(loop.epochSecond(), limit)
                : table.expiredAfter(cycle.last, loop.epochSecond(), limit);
    }

    private void endCycle(Cycle cycle) {
        log.log(
                LeaseMessage.ALLOC_ENGINE_V6_LEASES_RECLAMATION_COMPLETE,
                cycle.count,
                cycle.millis(loop.nanoTime()));
        boolean complete = expired(cycle, 1).isEmpty();
        incompleteCycles = complete ? 0 : incompleteCycles + 1;
        if (settings.unwarnedReclaimCycles() > 0
                && incompleteCycles >= settings.unwarnedReclaimCycles()) {
            log.log(LeaseMessage.ALLOC_ENGINE_V6_LEASES_RECLAMATION_SLOW, incompleteCycles);
            incompleteCycles = 0;
        }
        awaitReclaim();
    }

    private void flushSlice(long count) {
        long before = loop.epochSecond() - settings.holdReclaimedSeconds();
        List<Lease> old =
                stopped
                        ? List.of()
                        : table.reclaimedBefore(before, SLICE).stream().filter(mayForget).toList();
        if (old.isEmpty()) {
            log.log(
                    LeaseMessage.ALLOC_ENGINE_V6_RECLAIMED_LEASES_DELETE_COMPLETE,
                    count,
                    settings.holdReclaimedSeconds());
            awaitFlush();
            return;
        }
        forgetting.commit(
                Reclamation.flush(old),
                outcome -> {
                    switch (outcome) {
                        case LeaseStore.Outcome.Durable ignored -> flushSlice(count + old.size());
                        case LeaseStore.Outcome.Superseded ignored ->
                                flushSlice(count + old.size());
                        case LeaseStore.Outcome.Failed failed -> {
                            log.log(
                                    LeaseMessage.ALLOC_ENGINE_V6_LEASES_RECLAMATION_FAILED,
                                    failed.reason());
                            awaitFlush();
                        }
                    }
                });
    }
}
