package io.tandem6.server.peer;

import io.tandem6.server.lease.LeaseStore;
import io.tandem6.server.lease.LeaseWriter;
import io.tandem6.server.loop.EventLoop;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Changes that are in the table and could not be stored. The store writes what it owes with
 * whatever comes next, even if that is nothing. Event loop only.
 */
final class OwedChanges {
    private static final Duration RETRY = Duration.ofSeconds(1);

    private final EventLoop loop;
    private final LeaseWriter writer;
    private List<Runnable> waiting = new ArrayList<>();

    OwedChanges(EventLoop loop, LeaseWriter writer) {
        this.loop = loop;
        this.writer = writer;
    }

    /**
     * Runs {@code durable} when changes are on disk: now if they are, else when the store owes
     * nothing any more.
     *
     * @param outcome of storing them
     */
    void follow(LeaseStore.Outcome outcome, Runnable durable) {
        switch (outcome) {
            case LeaseStore.Outcome.Durable ignored -> durable.run();
            case LeaseStore.Outcome.Failed ignored -> await(durable);
            // Who shares a database has no agreement, and so no account.
            case LeaseStore.Outcome.Superseded ignored -> {}
        }
    }

    /** Has the store try again until it owes nothing, and then runs {@code durable}. */
    void await(Runnable durable) {
        waiting.add(durable);
        if (waiting.size() == 1) {
            loop.schedule(RETRY, this::retry);
        }
    }

    /** However many wait, since they may become more each time that the partner tries again. */
    private void retry() {
        List<Runnable> all = waiting;
        waiting = new ArrayList<>();
        writer.commit(List.of(), outcome -> follow(outcome, () -> all.forEach(Runnable::run)));
    }
}
