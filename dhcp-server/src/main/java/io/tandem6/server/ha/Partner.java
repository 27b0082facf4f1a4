package io.tandem6.server.ha;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a server remembers of its partner.
 *
 * @param state its last known state, null before the first attempt to talk to it
 * @param stateSince when that state was first seen
 * @param lastHeard when it last answered a heartbeat; the start of this server if it never did
 * @param scopes whose clients it answers, as it last said
 * @param clocks both clocks when they were last compared, null if they are not known to agree or to
 *     differ
 * @param unsentBefore its count of unsent updates in the last but one heartbeat
 * @param unsentNow the same in the last one
 * @param skewWarnedAt when the operator was last warned of its clock
 * @param interruptionReported the operator knows that it is silent
 */
public record Partner(
        @Nullable ServerState state,
        Moment stateSince,
        Moment lastHeard,
        List<String> scopes,
        @Nullable Clocks clocks,
        long unsentBefore,
        long unsentNow,
        @Nullable Moment skewWarnedAt,
        boolean interruptionReported) {
    /** Copies the list. */
    public Partner {
        scopes = List.copyOf(scopes);
    }

    /** A partner nothing is known of. */
    static Partner unknown(Moment at) {
        return new Partner(null, at, at, List.of(), null, 0, 0, null, false);
    }

    /** It answered a heartbeat. */
    Partner heard(PartnerStatus status, Moment at) {
        return new Partner(
                status.state(),
                status.state() == state ? stateSince : at,
                at,
                status.scopes().orElse(scopes),
                new Clocks(at.wallClock(), status.dateTime()),
                unsentNow,
                status.unsentUpdates().orElse(unsentNow),
                skewWarnedAt,
                false);
    }

    /** It could not be talked to. Its clock is forgotten, so that an old skew cannot count. */
    Partner unreachable(Moment at) {
        return new Partner(
                ServerState.UNAVAILABLE,
                state == ServerState.UNAVAILABLE ? stateSince : at,
                lastHeard,
                scopes,
                null,
                unsentBefore,
                unsentNow,
                skewWarnedAt,
                interruptionReported);
    }

    Partner withSkewWarning(Moment at) {
        return new Partner(
                state,
                stateSince,
                lastHeard,
                scopes,
                clocks,
                unsentBefore,
                unsentNow,
                at,
                interruptionReported);
    }

    Partner withInterruptionReported() {
        return new Partner(
                state,
                stateSince,
                lastHeard,
                scopes,
                clocks,
                unsentBefore,
                unsentNow,
                skewWarnedAt,
                true);
    }

    /** Whole seconds by which its clock is ahead, 0 if not known. */
    public long clockSkewSeconds() {
        return clocks == null ? 0 : clocks.skewSeconds();
    }

    /** True if it served clients without telling this server since the last but one heartbeat. */
    boolean hasNewUnsentUpdates() {
        return unsentNow > 0 && unsentNow != unsentBefore;
    }

    /**
     * Two clocks read at the same time, but for the time an answer takes to travel.
     *
     * @param own this server's
     * @param partner the partner's
     */
    public record Clocks(Instant own, Instant partner) {
        /** Whole seconds by which the partner's is ahead. */
        public long skewSeconds() {
            return partner.getEpochSecond() - own.getEpochSecond();
        }
    }
}
