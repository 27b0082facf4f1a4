package io.tandem6.server.peer;

import io.tandem6.lease.LeaseChange;
import io.tandem6.server.lease.InMemoryLeaseStore;
import io.tandem6.server.lease.LeaseStore;
import java.util.List;

/** Has room for nothing while it is full. */
final class FullDisk implements LeaseStore {
    private final LeaseStore roomy = new InMemoryLeaseStore(1);
    boolean full;

    /** What was handed in while it was full, or not. */
    int commits;

    @Override
    public void commit(List<LeaseChange> changes, Committed committed) {
        commits++;
        if (full) {
            committed.completed(new Outcome.Failed("no space"));
        } else {
            roomy.commit(changes, committed);
        }
    }

    @Override
    public void close() {}
}
