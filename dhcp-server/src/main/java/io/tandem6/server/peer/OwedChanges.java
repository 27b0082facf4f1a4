package io.tandem6.server.peer;

import io.tandem6.server.lease.LeaseStore;
import io.tandem6.server.lease.LeaseWriter;
import io.tandem6.server.loop.EventLoop;
import java.time.Duration;
import java.util.List;

/**
 * Changes that are in the table and could not be stored. The store writes what it owes with
 * whatever comes next, even if that is nothing. Event loop only.
 */
record OwedChanges(EventLoop loop, LeaseWriter writer) {
    private static final Duration RETRY = Duration.ofSeconds(1);

    /** Has the store try again until it owes nothing, and then runs {@code durable}. */
    void await(Runnable durable) {
        loop.schedule(RETRY, () -> writer.commit(List.of(), outcome -> tried(outcome, durable)));
    }

    private void tried(LeaseStore.Outcome outcome, Runnable durable) {
        switch (outcome) {
            case LeaseStore.Outcome.Durable ignored -> durable.run();
            case LeaseStore.Outcome.Failed ignored -> await(durable);
            // Who shares a database has no agreement, and so no account.
            case LeaseStore.Outcome.Superseded ignored -> {}
        }
    }
}
