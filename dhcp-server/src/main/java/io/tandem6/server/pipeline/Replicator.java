package io.tandem6.server.pipeline;

import io.tandem6.lease.ChangePosition;
import io.tandem6.lease.LeaseChange;
import java.util.List;

/** Tells the partner of lease changes, where the HA state asks for it. Called on the event loop. */
public interface Replicator {
    /**
     * Hands in the changes of one client exchange, already durable here and in the order in which
     * they became so. {@code done} is called on the event loop, at once if no partner needs to
     * know.
     *
     * @param last where the last of them stands in this server's history
     */
    void replicate(List<LeaseChange> changes, ChangePosition last, Replicated done);

    /** Hears whether the client may be answered. */
    @FunctionalInterface
    interface Replicated {
        /** True if every server that must know the changes does. */
        void completed(boolean acknowledged);
    }

    /** A server without partner. */
    Replicator NONE = (changes, last, done) -> done.completed(true);
}
