package io.tandem6.server.pipeline;

import io.tandem6.address.Ipv6Address;
import io.tandem6.lease.LeaseChange;
import java.util.List;
import java.util.function.Consumer;

/** Tells the partner of lease changes, where the HA state asks for it. Called on the event loop. */
public interface Replicator {
    /**
     * Hands in the changes of one client exchange, already durable here. {@code done} is called on
     * the event loop, at once if no partner needs to know.
     */
    void replicate(List<LeaseChange> changes, Replicated done);

    /**
     * Announces changes that stand only if the partner agrees, before they are made; {@code next}
     * runs on the event loop and hears whether they still fit what has been stored meanwhile.
     */
    default void prepare(List<LeaseChange> changes, Consumer<Boolean> next) {
        next.accept(true);
    }

    /** Hears whether the client may be answered. */
    @FunctionalInterface
    interface Replicated {
        /** True if every server that must know the changes does. */
        void completed(boolean acknowledged);

        /**
         * True if the client may hear before the partner has acknowledged the changes, as long as
         * it is led no further than {@link #led} says.
         */
        default boolean mayLead() {
            return false;
        }

        /** Called in place of {@link #completed}, if that is so: the partner does not answer. */
        default void led(LeadTime limit) {
            completed(false);
        }
    }

    /** How far a client may be led beyond what the partner knows. */
    @FunctionalInterface
    interface LeadTime {
        /** Seconds for which it may hold an address or a prefix that begins there. */
        long seconds(Ipv6Address address);
    }

    /** A server without partner. */
    Replicator NONE = (changes, done) -> done.completed(true);
}
