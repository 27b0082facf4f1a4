package io.tandem6.interop.continuity;

import io.tandem6.interop.lab.Await;
import io.tandem6.interop.lease.LeaseDump;
import io.tandem6.interop.peer.Pair;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Whether both servers tell the same of all leases, except those whose clients are being served
 * while they are asked.
 *
 * @param leases how many there were to compare
 * @param differences what they did not agree on in the end, for people; empty if nothing
 * @param took from the beginning until then
 * @param normal both servers were in the state in which both work
 */
record Agreement(int leases, List<String> differences, Duration took, boolean normal) {
    private static final long BUSY_SECONDS = 4;

    /** Compares again and again until nothing differs, for {@code limit} at most. */
    static Agreement await(Pair pair, Duration limit) {
        long start = System.nanoTime();
        return Await.until(
                "the end of the comparison",
                limit.plusSeconds(60),
                () -> {
                    Agreement now = compare(pair, Duration.ofNanos(System.nanoTime() - start));
                    boolean over = now.took().compareTo(limit) >= 0;
                    return over || (now.differences().isEmpty() && now.normal())
                            ? Optional.of(now)
                            : Optional.empty();
                });
    }

    private static Agreement compare(Pair pair, Duration took) {
        long busySince = System.currentTimeMillis() / 1000 - BUSY_SECONDS;
        LeaseDump first = LeaseDump.of(pair.primary().agent());
        LeaseDump second = LeaseDump.of(pair.secondary().agent());
        Set<String> busy = new HashSet<>(first.heardSince(busySince));
        busy.addAll(second.heardSince(busySince));
        return new Agreement(
                first.leases().size(),
                first.without(busy).differences(second.without(busy)),
                took,
                pair.isNormal());
    }

    @Override
    public String toString() {
        return "%d leases, %s after %.1f s, both normal: %s"
                .formatted(
                        leases,
                        differences.isEmpty()
                                ? "equal"
                                : differences.size() + " differ: " + differences,
                        took.toMillis() / 1e3,
                        normal);
    }
}
