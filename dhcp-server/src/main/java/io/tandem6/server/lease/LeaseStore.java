package io.tandem6.server.lease;

import io.tandem6.address.Ipv6Address;
import io.tandem6.lease.ChangePosition;
import io.tandem6.lease.LeaseChange;
import java.util.List;
import java.util.Optional;

/**
 * Makes lease changes durable. Changes become durable in the order in which they are handed in,
 * many at a time.
 */
public interface LeaseStore extends AutoCloseable {
    /**
     * Hands in changes that belong together. Returns at once; {@code committed} hears, on a thread
     * of the store's, whether they are on disk. A store where too much waits already, or that is
     * closed, fails them on the calling thread. Changes that failed are written all the same once
     * that is possible, with those of a later call, which may have none of its own.
     */
    void commit(List<LeaseChange> changes, Committed committed);

    /**
     * Why changes cannot be made durable at present, if that is known; for the operator. A store
     * finds out by itself, at the latest with the next commit, when it is over. Safe to call from
     * any thread.
     */
    default Optional<String> trouble() {
        return Optional.empty();
    }

    /** Completes what was handed in and releases the files. */
    @Override
    void close();

    /** Hears the fate of a commit. */
    @FunctionalInterface
    interface Committed {
        /** The outcome of one {@link LeaseStore#commit}. */
        void completed(Outcome outcome);
    }

    /** The fate of a commit. */
    sealed interface Outcome {
        /**
         * The changes survive a crash from here on.
         *
         * @param last the position of the last of them; the others have the positions before it
         */
        record Durable(ChangePosition last) implements Outcome {}

        /**
         * They do not; nothing that rests on them may be promised to anybody.
         *
         * @param reason for the operator
         */
        record Failed(String reason) implements Outcome {}

        /**
         * Another server was faster: at least one of the changes rests on what is no longer true
         * and is not stored. What to do is to be decided again.
         *
         * @param stored what there is instead
         */
        record Superseded(List<StoredLease> stored) implements Outcome {
            /** Is the change of this address among those that are not stored? */
            public boolean isAbout(Ipv6Address address) {
                return stored.stream().anyMatch(row -> row.address().equals(address));
            }
        }
    }
}
