package io.tandem6.server.journal;

import io.tandem6.address.Ipv6Address;
import io.tandem6.lease.LeaseChange;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Changes that could not be written. They are in the lease table all the same, so the file owes
 * them: they are written with whatever comes next. Otherwise a lease deleted while the disk was
 * full would be back after the next start, and one that came from the partner would be gone.
 *
 * <p>The latest change of each address only, so that no more is kept than there are addresses in
 * use. Safe to use from any thread.
 */
final class OwedChanges {
    private final Map<Ipv6Address, Owed> latest = new LinkedHashMap<>();

    /**
     * One of them.
     *
     * @param sequence grows with time
     */
    record Owed(LeaseChange change, long sequence) {}

    /** Adds changes made together. */
    synchronized void add(List<LeaseChange> changes, long sequence) {
        for (LeaseChange change : changes) {
            latest.merge(
                    change.address(),
                    new Owed(change, sequence),
                    (known, added) -> known.sequence > added.sequence ? known : added);
        }
    }

    /** All. */
    synchronized List<Owed> all() {
        return latest.isEmpty() ? List.of() : new ArrayList<>(latest.values());
    }

    /** These are on disk now. */
    synchronized void written(List<Owed> changes) {
        changes.forEach(owed -> latest.remove(owed.change.address(), owed));
    }
}
