package io.tandem6.server.peer;

import io.tandem6.control.ControlResponse;
import io.tandem6.lease.Lease;
import io.tandem6.lease.LeaseJson;
import io.tandem6.lease.LeaseState;
import io.tandem6.server.continuity.Holder;
import io.tandem6.server.continuity.SentLease;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What becomes of a lease that the partner refuses. */
final class Refusal {
    private Refusal() {}

    /** Reads a lease in the partner's words. */
    @FunctionalInterface
    interface Reader {
        Lease read(JsonNode node) throws LeaseJson.LeaseFormatException;
    }

    /**
     * What is to be stored in its place.
     *
     * @param isPartners it is as the partner has it, who need not be told
     */
    record Adopted(Lease lease, boolean isPartners) {
        /** True if the partner only knows better until when the same client has it. */
        boolean isSameHolder(Lease sent) {
            return lease.bindingKey().equals(sent.bindingKey());
        }

        /** True if it takes nothing from the client that has what was sent, if one has it. */
        boolean takesNothing(Lease sent) {
            return sent.state() == LeaseState.EXPIRED_RECLAIMED
                    || (Holder.isSame(lease, sent) && lease.expire() >= sent.expire());
        }
    }

    /**
     * What it depends on besides.
     *
     * @param stored the lease of that address here, if there is one
     * @param yields the partner has taken over everything, when whatever this server had promised
     *     was over
     * @param rough the partner's times may be wrong by more than leases may differ
     * @param now Unix time in seconds
     */
    record Circumstances(@Nullable Lease stored, boolean yields, boolean rough, long now) {}

    /**
     * The partner's own lease, which has won. The address stays taken until the other claim is over
     * too, if a client knows of it. Where the partner has none, and something that overlaps it,
     * what nobody was told of ends, and what was over before the partner gave the other to
     * somebody. What its client has given back here since has not won: the partner has yet to learn
     * of that. While times are rough, what may be that has not won either: the partner, which is
     * told of the end once more, may just be adopting it from this server's refusal.
     *
     * @param reader reads the partner's leases
     */
    static Optional<Adopted> adopt(
            SentLease sent, JsonNode failure, Reader reader, Circumstances here) {
        Lease stored = here.stored;
        long now = here.now;
        JsonNode theirs = failure.path("lease");
        if (!theirs.isObject()) {
            boolean ends =
                    sent.entry().asks()
                            || (here.yields && !sent.entry().recent() && isOverlap(failure));
            return ends && stored != null
                    ? Optional.of(new Adopted(stored.ended(now), false))
                    : Optional.empty();
        }
        try {
            Lease lease = reader.read(theirs);
            if (sent.entry().hasEndedSince(lease)
                    || (here.rough && sent.entry().mayHaveEndedSince(lease))) {
                return Optional.empty();
            }
            if (stored != null
                    && stored.isInUse(now)
                    && !sent.entry().asks()
                    && !stored.bindingKey().equals(lease.bindingKey())
                    && lease.expire() + 1 < stored.expire()) {
                return Optional.of(new Adopted(lease.heldUntil(stored.expire()), false));
            }
            return Optional.of(new Adopted(lease, true));
        } catch (LeaseJson.LeaseFormatException e) {
            return Optional.empty();
        }
    }

    /** True if the partner has another lease, but none of the same address. */
    private static boolean isOverlap(JsonNode failure) {
        return failure.path("result").asInt() == ControlResponse.CONFLICT;
    }
}
