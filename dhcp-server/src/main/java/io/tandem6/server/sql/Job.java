package io.tandem6.server.sql;

import io.tandem6.lease.ChangePosition;
import io.tandem6.server.lease.LeaseQuery;
import io.tandem6.server.lease.LeaseStore;
import io.tandem6.server.lease.Revision;
import io.tandem6.server.lease.SharedLeaseStore;
import java.util.List;

/** What waits for the database. */
sealed interface Job {
    /** Says that it cannot be done. */
    void fail(String reason);

    /**
     * Changes that belong together.
     *
     * @param conditional each on the condition that what it rests on is still true
     * @param last the position of the last of them
     */
    record Write(
            List<Revision> revisions,
            boolean conditional,
            ChangePosition last,
            LeaseStore.Committed committed)
            implements Job {
        @Override
        public void fail(String reason) {
            committed.completed(new LeaseStore.Outcome.Failed(reason));
        }
    }

    /** A question. */
    record Question(LeaseQuery query, SharedLeaseStore.Answered answered) implements Job {
        @Override
        public void fail(String reason) {
            answered.completed(new SharedLeaseStore.Looked.Unavailable(reason));
        }
    }
}
