package io.tandem6.server.lease;

import io.tandem6.lease.Lease;
import io.tandem6.lease.LeaseChange;
import io.tandem6.server.loop.EventLoop;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Reclaims all expired leases at once, as an operator may want it: without the limits of the
 * periodic cycles, but in slices as these, between which clients are served.
 *
 * @param table the leases
 * @param writer changes them
 * @param loop whose time counts
 * @param ours whether a lease is to be reclaimed by this server
 * @param reclaimed hears of each lease, as it was
 */
public record FullReclamation(
        LeaseTable table,
        LeaseWriter writer,
        EventLoop loop,
        Predicate<Lease> ours,
        Consumer<Lease> reclaimed) {
    private static final int SLICE = 256;

    /**
     * Begins.
     *
     * @param remove forget the leases at once instead of remembering them for their clients
     * @param done hears of the end, or of the first slice that could not be stored
     */
    public void start(boolean remove, Consumer<LeaseStore.Outcome> done) {
        slice(null, remove, done);
    }

    private void slice(@Nullable Lease after, boolean remove, Consumer<LeaseStore.Outcome> done) {
        List<Lease> next =
                after == null
                        ? table.expired(loop.epochSecond(), SLICE)
                        : table.expiredAfter(after, loop.epochSecond(), SLICE);
        List<Lease> expired = next.stream().filter(ours).toList();
        List<LeaseChange> changes =
                expired.stream()
                        .map(
                                lease ->
                                        remove
                                                ? new LeaseChange.Delete(lease)
                                                : Reclamation.reclaim(lease))
                        .toList();
        writer.commit(
                changes,
                outcome -> {
                    boolean more =
                            outcome instanceof LeaseStore.Outcome.Durable && next.size() == SLICE;
                    if (more) {
                        slice(next.getLast(), remove, done);
                    } else {
                        done.accept(outcome);
                    }
                });
        expired.forEach(reclaimed);
    }
}
