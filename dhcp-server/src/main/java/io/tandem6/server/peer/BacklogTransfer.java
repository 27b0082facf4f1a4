package io.tandem6.server.peer;

import io.tandem6.lease.LeaseChange;
import io.tandem6.log.EventLog;
import java.util.List;
import java.util.function.Consumer;

/**
 * Sends the backlog to the partner it was kept for, one batch after the other. A change stays in
 * the backlog until the partner has taken it; a batch that it does not take ends the transfer.
 */
final class BacklogTransfer {
    private final Backlog backlog;
    private final UpdateQueue queue;
    private final EventLog log;
    private final Consumer<Boolean> done;
    private boolean abandoned;

    /**
     * Sends nothing yet.
     *
     * @param queue keeps the changes of an address in order
     * @param done hears whether the partner took all of it, unless this is abandoned
     */
    BacklogTransfer(Backlog backlog, UpdateQueue queue, EventLog log, Consumer<Boolean> done) {
        this.backlog = backlog;
        this.queue = queue;
        this.log = log;
        this.done = done;
    }

    void begin() {
        log.log(HaMessage.HA_LEASES_BACKLOG_START, backlog.size(), queue.peer().name());
        next();
    }

    /** Ends it; what is under way may still arrive. */
    void abandon() {
        abandoned = true;
    }

    private void next() {
        List<LeaseChange> batch = backlog.first(UpdateQueue.BATCH_CHANGES_MAX);
        if (batch.isEmpty()) {
            log.log(HaMessage.HA_LEASES_BACKLOG_SUCCESS, queue.peer().name());
            done.accept(true);
        } else {
            queue.sendAhead(batch, result -> answered(batch, result));
        }
    }

    private void answered(List<LeaseChange> batch, PeerResult result) {
        if (abandoned) {
            return;
        }
        if (UpdateVerdict.of(result) == UpdateVerdict.ACCEPTED) {
            backlog.delivered(batch);
            next();
        } else {
            log.log(
                    result instanceof PeerResult.Unreachable
                            ? HaMessage.HA_LEASES_BACKLOG_COMMUNICATIONS_FAILED
                            : HaMessage.HA_LEASES_BACKLOG_FAILED,
                    queue.peer().name(),
                    result.text());
            done.accept(false);
        }
    }
}
