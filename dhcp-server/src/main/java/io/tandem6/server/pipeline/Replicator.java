package io.tandem6.server.pipeline;

import io.tandem6.lease.LeaseChange;
import java.util.List;

/** Tells the partner of lease changes, where the HA state asks for it. Called on the event loop. */
public interface Replicator {
    /**
     * Hands in the changes of one client exchange, already durable here. {@code done} is called on
     * the event loop, at once if no partner needs to know.
     */
    void replicate(List<LeaseChange> changes, Replicated done);

    /** Hears whether the client may be answered. */
    @FunctionalInterface
    interface Replicated {
        /** True if every server that must know the changes does. */
        void completed(boolean acknowledged);
    }

    /** A server without partner. */
    Replicator NONE = (changes, done) -> done.completed(true);
}
