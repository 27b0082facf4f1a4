package io.tandem6.server.lease;

import io.tandem6.lease.ChangePosition;
import io.tandem6.lease.LeaseChange;
import java.util.List;

/**
 * The store of a server that is told not to keep its leases ({@code "persist": false}): every
 * change is as durable as the process. Called on the event loop only.
 */
public final class InMemoryLeaseStore implements LeaseStore {
    private final long incarnation;
    private long sequence;
    private boolean closed;

    /**
     * Starts an empty history.
     *
     * @param incarnation a number that no earlier start of this server has used, as Unix time
     */
    public InMemoryLeaseStore(long incarnation) {
        this.incarnation = incarnation;
    }

    @Override
    public void commit(List<LeaseChange> changes, Committed committed) {
        if (closed) {
            committed.completed(new Outcome.Failed("the lease store is closed"));
            return;
        }
        sequence += changes.size();
        committed.completed(new Outcome.Durable(new ChangePosition(incarnation, sequence)));
    }

    @Override
    public void close() {
        closed = true;
    }
}
