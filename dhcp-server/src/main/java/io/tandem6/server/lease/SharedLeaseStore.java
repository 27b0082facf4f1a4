package io.tandem6.server.lease;

import java.util.List;

/**
 * A store that other servers write too, so that it has the last word: a change is stored if the
 * lease is still what the decision took it for. Changes and questions are dealt with in the order
 * in which they are handed in, except that a question may overtake changes.
 *
 * <p>{@link #commit} stores unconditionally. A change that failed is not written later: what became
 * of it is to be asked for.
 */
public interface SharedLeaseStore extends LeaseStore {
    /**
     * Hands in changes that belong together, each to be stored if the store still has what it rests
     * on. Those of which that is true are stored even if others are not.
     */
    void revise(List<Revision> revisions, Committed committed);

    /**
     * Asks for all leases of the clients named and those of the addresses. Returns at once; {@code
     * answered} hears what there is, on a thread of the store's, or on the calling thread if the
     * store cannot be reached.
     */
    void look(LeaseQuery query, Answered answered);

    /**
     * Has {@code listener} hear what the store has to say unasked. Called once, before any other.
     */
    void listen(Listener listener);

    /** Hears what happens in the store. Called on a thread of the store's. */
    interface Listener {
        /** Leases as they are; other servers may have changed them. */
        void seen(List<StoredLease> leases);

        /** The store was out of reach and is back. */
        void back();
    }

    /** Hears the answer to a question. */
    @FunctionalInterface
    interface Answered {
        /** The answer. */
        void completed(Looked looked);
    }

    /** The answer to a question. */
    sealed interface Looked {
        /**
         * What there is: all leases found, and for each address asked for that has none, just that.
         */
        record Found(List<StoredLease> leases) implements Looked {}

        /**
         * The store cannot be asked at present.
         *
         * @param reason for the operator
         */
        record Unavailable(String reason) implements Looked {}
    }
}
