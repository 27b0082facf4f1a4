package io.tandem6.server.lease;

import io.tandem6.lease.LeaseChange;
import java.util.List;
import java.util.function.Consumer;

/** The only way to change leases: in memory at once, on disk soon. Called on the event loop. */
public interface LeaseWriter {
    /**
     * Applies changes that belong together to the table and hands them to the store. {@code done}
     * hears, on the event loop, whether they are durable.
     */
    void commit(List<LeaseChange> changes, Consumer<LeaseStore.Outcome> done);

    /** False while it is known that nothing can be made durable; nothing is to be promised then. */
    default boolean canStore() {
        return true;
    }

    /**
     * Makes sure that the table has what the store has about a client. {@code done} hears, on the
     * event loop, whether that is so; at once where nobody else writes the store.
     */
    default void refresh(LeaseQuery query, Consumer<Boolean> done) {
        done.accept(true);
    }
}
