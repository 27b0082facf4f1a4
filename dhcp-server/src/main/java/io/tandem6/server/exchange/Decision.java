package io.tandem6.server.exchange;

import io.tandem6.lease.LeaseChange;
import io.tandem6.message.ClientMessage;
import java.util.List;

/**
 * What a message leads to. The reply of an {@link Answer} may leave only after its changes are on
 * disk and, where the HA state asks for it, known to the partner: a client must never hold a lease
 * that a crash can make the servers forget.
 */
public sealed interface Decision {
    /**
     * The client is answered.
     *
     * @param reply Advertise or Reply
     * @param changes what must be durable first, in this order; empty if nothing changes
     * @param asks the partner must have acknowledged the changes before, whatever that takes
     */
    record Answer(ClientMessage reply, List<LeaseChange> changes, boolean asks)
            implements Decision {
        /** Copies the list. */
        public Answer {
            changes = List.copyOf(changes);
        }
    }

    /**
     * The client is not answered.
     *
     * @param reason why
     */
    record Silence(DropReason reason) implements Decision {}
}
