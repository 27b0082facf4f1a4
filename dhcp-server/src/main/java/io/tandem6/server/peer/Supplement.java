package io.tandem6.server.peer;

import io.tandem6.address.Ipv6Address;
import io.tandem6.config.HaSettings.Peer;
import io.tandem6.lease.Lease;
import io.tandem6.lease.LeaseChange;
import io.tandem6.server.peer.LeaseSync.Surroundings;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Tells the source of a synchronization what it lacks, so that afterwards both servers have the
 * same leases: a server that is killed between its disk and its partner, or that served alone and
 * then fails, comes back with leases that nobody else knows. Kea keeps them to itself.
 *
 * <p>The source is told of leases that are newer here by the rule of the synchronization itself,
 * and of those that it does not have at all while somebody here holds them. A batch that it does
 * not take is sent again in halves; the others must not suffer for a lease of a subnet that it does
 * not know.
 */
final class Supplement {
    /** Leases looked at in one go, and most leases in a batch. */
    static final int STEP = 500;

    /** After so many refused leases there is a reason that concerns all. */
    static final int REFUSED_MAX = 20;

    private final Surroundings with;
    private final Peer source;
    private final BooleanSupplier abandoned;
    private final Deque<List<LeaseChange>> batches = new ArrayDeque<>();
    private long told;
    private int refused;

    /** For one synchronization; it ends early once that is {@code abandoned}. */
    Supplement(Surroundings with, Peer source, BooleanSupplier abandoned) {
        this.with = with;
        this.source = source;
        this.abandoned = abandoned;
    }

    /** Leases that the source was told of and took. */
    long told() {
        return told;
    }

    /**
     * Looks after a part of the addresses.
     *
     * @param known what the source has there, by address; empty for a lease that it has and that
     *     cannot be read
     * @param after the address behind which the part begins, null for the very beginning
     * @param last its last address, null for the very end
     * @param done hears of it on the loop, with the reason if the source could not be reached
     */
    void tell(
            Map<Ipv6Address, Optional<Lease>> known,
            @Nullable Ipv6Address after,
            @Nullable Ipv6Address last,
            Consumer<Optional<PeerResult>> done) {
        if (abandoned.getAsBoolean() || refused >= REFUSED_MAX) {
            done.accept(Optional.empty());
            return;
        }
        List<Lease> here =
                with.leases().page(after, STEP).stream()
                        .takeWhile(lease -> last == null || lease.address().compareTo(last) <= 0)
                        .toList();
        List<LeaseChange> lacking =
                here.stream()
                        .filter(with.synchronizable())
                        .filter(lease -> isLacking(lease, known, with.loop().epochSecond()))
                        .map(LeaseChange::of)
                        .toList();
        if (!lacking.isEmpty()) {
            batches.add(lacking);
        }
        Runnable next =
                here.size() < STEP
                        ? () -> done.accept(Optional.empty())
                        : () -> tell(known, here.getLast().address(), last, done);
        sendBatches(next, done);
    }

    private static boolean isLacking(
            Lease lease, Map<Ipv6Address, Optional<Lease>> known, long now) {
        Optional<Lease> its = known.get(lease.address());
        if (its == null) {
            return lease.isInUse(now);
        }
        return its.isPresent() && lease.supersedes(its.get(), now);
    }

    private void sendBatches(Runnable next, Consumer<Optional<PeerResult>> done) {
        if (batches.isEmpty() || refused >= REFUSED_MAX) {
            batches.clear();
            with.loop().execute(next);
            return;
        }
        List<LeaseChange> batch = batches.remove();
        with.supplement()
                .accept(
                        batch,
                        result -> {
                            switch (UpdateVerdict.of(result)) {
                                case ACCEPTED -> told += batch.size();
                                case CONFLICT, REFUSED -> refused(batch, result);
                                case UNREACHABLE, WITHHELD -> {
                                    batches.clear();
                                    done.accept(Optional.of(result));
                                    return;
                                }
                            }
                            sendBatches(next, done);
                        });
    }

    private void refused(List<LeaseChange> batch, PeerResult result) {
        if (batch.size() > 1) {
            int middle = batch.size() / 2;
            batches.addFirst(new ArrayList<>(batch.subList(middle, batch.size())));
            batches.addFirst(new ArrayList<>(batch.subList(0, middle)));
            return;
        }
        refused++;
        with.log().log(
                HaMessage.HA_SYNC_SUPPLEMENT_REFUSED,
                source.name(),
                batch.getFirst().address(),
                result.text());
    }
}
