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
 * @param unsentFetched its count of unsent updates when this server last fetched its leases, 0 if
 *     it never did
 * @param unsentNow the same count in its last heartbeat
 * @param skewWarnedAt when the operator was last warned of its clock
 * @param interruptionReported the operator knows that it is silent
 * @param maintenanceEnded when maintenance last ended with its consent, null if it never did
 */
public record Partner(
        @Nullable ServerState state,
        Moment stateSince,
        Moment lastHeard,
        List<String> scopes,
        @Nullable Clocks clocks,
        long unsentFetched,
        long unsentNow,
        @Nullable Moment skewWarnedAt,
        boolean interruptionReported,
        @Nullable Moment maintenanceEnded) {
    /** Copies the list. */
    public Partner {
        scopes = List.copyOf(scopes);
    }

    /** A partner nothing is known of. */
    static Partner unknown(Moment at) {
        return new Partner(null, at, at, List.of(), null, 0, 0, null, false, null);
    }

    /** It answered a heartbeat. */
    Partner heard(PartnerStatus status, Moment at) {
        Draft draft = new Draft(this);
        draft.in(status.state(), at);
        draft.lastHeard = at;
        draft.scopes = status.scopes().orElse(scopes);
        draft.clocks = new Clocks(at.wallClock(), status.dateTime());
        draft.unsentNow = status.unsentUpdates().orElse(unsentNow);
        draft.interruptionReported = false;
        return draft.done();
    }

    /** It could not be talked to. Its clock is forgotten, so that an old skew cannot count. */
    Partner unreachable(Moment at) {
        Draft draft = new Draft(this);
        draft.in(ServerState.UNAVAILABLE, at);
        draft.clocks = null;
        return draft.done();
    }

    /** It told its state, and nothing else: no heartbeat, so it is not heard from. */
    Partner inState(ServerState told, Moment at) {
        Draft draft = new Draft(this);
        draft.in(told, at);
        return draft.done();
    }

    Partner withSkewWarning(Moment at) {
        Draft draft = new Draft(this);
        draft.skewWarnedAt = at;
        return draft.done();
    }

    Partner withInterruptionReported() {
        Draft draft = new Draft(this);
        draft.interruptionReported = true;
        return draft.done();
    }

    Partner withMaintenanceEnded(Moment at) {
        Draft draft = new Draft(this);
        draft.maintenanceEnded = at;
        return draft.done();
    }

    /**
     * True if it tells of a maintenance that has ended since it was asked: to believe it would lead
     * right back there.
     */
    boolean isOutdated(PartnerStatus status, Moment asked) {
        return status.state().isOfMaintenance()
                && maintenanceEnded != null
                && maintenanceEnded.millisSince(asked) >= 0;
    }

    /** Whole seconds by which its clock is ahead, 0 if not known. */
    public long clockSkewSeconds() {
        return clocks == null ? 0 : clocks.skewSeconds();
    }

    /** Its leases were fetched, and with them all that it did not tell. */
    Partner fetched() {
        Draft draft = new Draft(this);
        draft.unsentFetched = unsentNow;
        return draft.done();
    }

    /**
     * True if it served clients without telling this server, which has not fetched its leases
     * since. Kea compares with the last but one heartbeat instead, and so forgets what a partner
     * did behind its back when that takes more than one heartbeat to fetch leases in its turn.
     */
    boolean hasNewUnsentUpdates() {
        return unsentNow > 0 && unsentNow != unsentFetched;
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

    /** One in the making. */
    private static final class Draft {
        private @Nullable ServerState state;
        private Moment stateSince;
        private Moment lastHeard;
        private List<String> scopes;
        private @Nullable Clocks clocks;
        private long unsentFetched;
        private long unsentNow;
        private @Nullable Moment skewWarnedAt;
        private boolean interruptionReported;
        private @Nullable Moment maintenanceEnded;

        private Draft(Partner from) {
            state = from.state;
            stateSince = from.stateSince;
            lastHeard = from.lastHeard;
            scopes = from.scopes;
            clocks = from.clocks;
            unsentFetched = from.unsentFetched;
            unsentNow = from.unsentNow;
            skewWarnedAt = from.skewWarnedAt;
            interruptionReported = from.interruptionReported;
            maintenanceEnded = from.maintenanceEnded;
        }

        /** In a state since {@code at}, if it was not in that before. */
        private void in(ServerState now, Moment at) {
            if (now != state) {
                state = now;
                stateSince = at;
            }
        }

        private Partner done() {
            return new Partner(
                    state,
                    stateSince,
                    lastHeard,
                    scopes,
                    clocks,
                    unsentFetched,
                    unsentNow,
                    skewWarnedAt,
                    interruptionReported,
                    maintenanceEnded);
        }
    }
}
