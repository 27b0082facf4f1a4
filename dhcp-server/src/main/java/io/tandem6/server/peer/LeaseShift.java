package io.tandem6.server.peer;

import io.tandem6.address.Ipv6Address;
import io.tandem6.lease.Lease;
import io.tandem6.lease.LeaseChange;
import io.tandem6.server.continuity.ClockJump;
import io.tandem6.server.continuity.Outstanding;
import io.tandem6.server.continuity.OutstandingLease;
import io.tandem6.server.lease.LeaseView;
import io.tandem6.server.lease.LeaseWriter;
import io.tandem6.server.loop.EventLoop;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Has all leases end when they would have ended if the wall clock had not jumped. The partner need
 * not hear of that, since servers tell each other durations. Event loop only.
 */
final class LeaseShift {
    /** Leases in one go, so that other tasks of the loop get their turn. */
    private static final int PAGE = 1000;

    private final EventLoop loop;
    private final LeaseView leases;
    private final LeaseWriter writer;
    private final OwedChanges owed;
    private final Outstanding outstanding;
    private final Runnable done;
    private final Deque<ClockJump> jumps = new ArrayDeque<>();
    private @Nullable Ipv6Address passed;

    /** Runs {@code done} each time when no lease is left to be moved. */
    LeaseShift(
            EventLoop loop,
            LeaseView leases,
            LeaseWriter writer,
            Outstanding outstanding,
            Runnable done) {
        this.loop = loop;
        this.leases = leases;
        this.writer = writer;
        this.owed = new OwedChanges(loop, writer);
        this.outstanding = outstanding;
        this.done = done;
    }

    /** True while some leases may seem to be over before they are. */
    boolean isUnderWay() {
        return !jumps.isEmpty();
    }

    /** The clock has jumped. */
    void begin(ClockJump jump) {
        jumps.add(jump);
        if (jumps.size() == 1) {
            page();
        }
    }

    private void page() {
        ClockJump jump = jumps.getFirst();
        List<Lease> page = leases.page(passed, PAGE);
        List<Lease> moved = new ArrayList<>();
        for (Lease lease : page) {
            Lease by = jump.applyTo(lease, loop.epochSecond(), age(lease));
            if (!by.equals(lease)) {
                outstanding.moved(by);
                moved.add(by);
            }
        }
        boolean last = page.size() < PAGE;
        passed = last ? null : page.getLast().address();
        if (last) {
            jumps.removeFirst();
        }
        store(moved, isUnderWay() ? () -> loop.execute(this::page) : () -> {});
        if (!isUnderWay()) {
            done.run();
        }
    }

    private OptionalLong age(Lease lease) {
        OutstandingLease untold = outstanding.find(lease.address());
        return untold == null
                ? OptionalLong.empty()
                : OptionalLong.of(untold.times().ageAt(loop.nanoTimeWithSuspend()));
    }

    private void store(List<Lease> moved, Runnable next) {
        List<LeaseChange> changes = new ArrayList<>();
        moved.forEach(lease -> changes.add(new LeaseChange.Put(lease)));
        writer.commit(
                changes,
                outcome -> {
                    owed.follow(outcome, () -> durable(moved));
                    next.run();
                });
    }

    private void durable(List<Lease> moved) {
        moved.forEach(outstanding::durable);
    }
}
