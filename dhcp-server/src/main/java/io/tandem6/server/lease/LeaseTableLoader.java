package io.tandem6.server.lease;

import io.tandem6.lease.LeaseChange;

/**
 * Fills a table at the start of the server. Faster than to apply changes to a table one by one,
 * since everything is put in order at the end at once. Used by one thread, once.
 */
public final class LeaseTableLoader {
    private final LeaseTable table = new LeaseTable();

    /** Begins with an empty table. */
    public LeaseTableLoader() {
        table.beginLoading();
    }

    /** The next change. */
    public void apply(LeaseChange change) {
        table.apply(change);
    }

    /** The table as it is after all changes. */
    public LeaseTable finish() {
        table.endLoading();
        return table;
    }
}
