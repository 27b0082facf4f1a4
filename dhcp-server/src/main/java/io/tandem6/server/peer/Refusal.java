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
     * The partner's own lease, which has won. The address stays taken until the other claim is over
     * too, if a client knows of it. Where the partner has none, and something that overlaps it,
     * what nobody was told of ends, and what was over before the partner gave the other to
     * somebody. What its client has given back here since has not won: the partner has yet to learn
     * of that.
     *
     * @param stored the lease here
     * @param yields the partner has taken over everything, when whatever this server had promised
     *     was over
     * @param reader reads the partner's leases
     * @param now Unix time in seconds
     */
    static Optional<Adopted> adopt(
            SentLease sent,
            JsonNode failure,
            @Nullable Lease stored,
            boolean yields,
            Reader reader,
            long now) {
        JsonNode theirs = failure.path("lease");
        if (!theirs.isObject()) {
            boolean ends =
                    sent.entry().asks() || (yields && !sent.entry().recent() && isOverlap(failure));
            return ends && stored != null
                    ? Optional.of(new Adopted(stored.ended(now), false))
                    : Optional.empty();
        }
        try {
            Lease lease = reader.read(theirs);
            if (sent.entry().hasEndedSince(lease)) {
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
