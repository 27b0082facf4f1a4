package io.tandem6.server.peer;

import io.tandem6.lease.LeaseChange;
import io.tandem6.log.EventLog;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Sends the backlog to the partner it was kept for, one batch after the other. A change stays in
 * the backlog until the partner has taken it; a batch that it does not take ends the transfer.
 */
final class BacklogTransfer {
    private final Backlog backlog;
    private final UpdateQueue queue;
    private final EventLog log;
    private @Nullable Consumer<Boolean> done;

    /** Nothing yet; {@code queue} keeps the changes of an address in order. */
    BacklogTransfer(Backlog backlog, UpdateQueue queue, EventLog log) {
        this.backlog = backlog;
        this.queue = queue;
        this.log = log;
    }

    /** Begins; {@code done} hears whether the partner took all of it, unless it is abandoned. */
    void begin(Consumer<Boolean> listener) {
        done = listener;
        log.log(HaMessage.HA_LEASES_BACKLOG_START, backlog.size(), queue.peer().name());
        next(listener);
    }

    /** Ends it; what is under way may still arrive. */
    void abandon() {
        done = null;
    }

    private void next(Consumer<Boolean> listener) {
        List<LeaseChange> batch = backlog.first(UpdateQueue.BATCH_CHANGES_MAX);
        if (batch.isEmpty()) {
            log.log(HaMessage.HA_LEASES_BACKLOG_SUCCESS, queue.peer().name());
            end(listener, true);
        } else {
            queue.sendAhead(batch, result -> answered(listener, batch, result));
        }
    }

    private void answered(Consumer<Boolean> listener, List<LeaseChange> batch, PeerResult result) {
        if (done != listener) {
            return;
        }
        if (UpdateVerdict.of(result) == UpdateVerdict.ACCEPTED) {
            backlog.delivered(batch);
            next(listener);
        } else {
            log.log(
                    result instanceof PeerResult.Unreachable
                            ? HaMessage.HA_LEASES_BACKLOG_COMMUNICATIONS_FAILED
                            : HaMessage.HA_LEASES_BACKLOG_FAILED,
                    queue.peer().name(),
                    result.text());
            end(listener, false);
        }
    }

    private void end(Consumer<Boolean> listener, boolean successful) {
        done = null;
        listener.accept(successful);
    }
}
