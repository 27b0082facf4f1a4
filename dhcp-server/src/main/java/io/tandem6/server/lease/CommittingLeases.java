package io.tandem6.server.lease;

import io.tandem6.lease.LeaseChange;
import io.tandem6.server.loop.EventLoop;
import java.util.List;
import java.util.function.Consumer;

/**
 * The one writer of the lease table. A change is visible to the next decision at once, so that no
 * address is given twice, and is promised to nobody before the store has it.
 *
 * <p>A change that could not be stored stays in the table, and the store owes it: it is written
 * with whatever comes next, and until then nobody was told of it.
 */
public final class CommittingLeases implements LeaseWriter {
    private final LeaseTable table;
    private final LeaseStore store;
    private final EventLoop loop;

    /** Joins the table, what makes it durable, and the loop that owns the table. */
    public CommittingLeases(LeaseTable table, LeaseStore store, EventLoop loop) {
        this.table = table;
        this.store = store;
        this.loop = loop;
    }

    @Override
    public void commit(List<LeaseChange> changes, Consumer<LeaseStore.Outcome> done) {
        for (LeaseChange change : changes) {
            table.apply(change);
        }
        store.commit(List.copyOf(changes), outcome -> loop.execute(() -> done.accept(outcome)));
    }

    @Override
    public boolean canStore() {
        return store.trouble().isEmpty();
    }
}
