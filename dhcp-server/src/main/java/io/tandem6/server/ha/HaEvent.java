package io.tandem6.server.ha;

import io.tandem6.identity.Duid;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Something that happened, and when. */
public sealed interface HaEvent {
    /** When it happened. */
    Moment at();

    /**
     * The server starts.
     *
     * @param at when
     */
    record Started(Moment at) implements HaEvent {}

    /**
     * The time that {@link HaAction.ScheduleHeartbeat} asked for has come.
     *
     * @param at when
     */
    record HeartbeatDue(Moment at) implements HaEvent {}

    /**
     * The partner answered a heartbeat as it should.
     *
     * @param at when
     * @param asked when the heartbeat was sent
     * @param status its answer
     */
    record HeartbeatAnswered(Moment at, Moment asked, PartnerStatus status) implements HaEvent {}

    /**
     * The partner did not answer a heartbeat, or not as it should.
     *
     * @param at when
     */
    record HeartbeatFailed(Moment at) implements HaEvent {}

    /**
     * A peer answered lease updates, or failed to.
     *
     * @param at when
     * @param partnerFailed the active partner could not be told
     * @param accepted clients whose leases it took
     * @param rejected clients whose leases contradict its own
     */
    record UpdateFinished(Moment at, boolean partnerFailed, Set<Duid> accepted, Set<Duid> rejected)
            implements HaEvent {
        /** Copies the sets. */
        public UpdateFinished {
            accepted = Set.copyOf(accepted);
            rejected = Set.copyOf(rejected);
        }
    }

    /**
     * Leases changed and the partner was not told, since {@link HaState#updates} says so.
     *
     * @param at when
     */
    record UpdateWithheld(Moment at) implements HaEvent {}

    /**
     * Leases changed and the partner is to be told once it is back.
     *
     * @param at when
     * @param overflowed there are too many such changes to keep this one
     */
    record UpdateQueued(Moment at, boolean overflowed) implements HaEvent {}

    /**
     * What {@link HaAction.SendBacklog} asked for is over.
     *
     * @param at when
     * @param successful the partner has taken all of it
     */
    record BacklogFinished(Moment at, boolean successful) implements HaEvent {}

    /**
     * What {@link HaAction.ResetPartner} asked for is over.
     *
     * @param at when
     * @param successful the partner starts over
     */
    record PartnerResetFinished(Moment at, boolean successful) implements HaEvent {}

    /**
     * The synchronization that {@link HaAction.StartSync} asked for is over.
     *
     * @param at when
     * @param successful all of the partner's leases are here, on disk
     */
    record SyncFinished(Moment at, boolean successful) implements HaEvent {}

    /**
     * The partner did not answer something other than a heartbeat, an update or a synchronization.
     *
     * @param at when
     */
    record PartnerLost(Moment at) implements HaEvent {}

    /**
     * A client's message was the partner's to answer.
     *
     * @param at when
     * @param client who sent it, null if it did not say
     * @param elapsedMillis how long the client has tried, -1 if it did not say
     * @param answered this server answers in the partner's place: the client, which tries no
     *     longer, tells of the partner's silence as one that has waited long enough
     */
    record QueryLeftToPartner(Moment at, @Nullable Duid client, int elapsedMillis, boolean answered)
            implements HaEvent {}

    /**
     * Somebody other than HA itself switched the DHCP service off, or nobody does any longer.
     *
     * @param at when
     * @param blocked it is off, whatever HA wants
     */
    record ServiceBlocked(Moment at, boolean blocked) implements HaEvent {}

    /**
     * The partner says that it has this server's leases.
     *
     * @param at when
     */
    record SyncCompleteNotified(Moment at) implements HaEvent {}

    /**
     * The partner or the operator wants this server to start over.
     *
     * @param at when
     */
    record ResetRequested(Moment at) implements HaEvent {}

    /**
     * The operator ends a pause.
     *
     * @param at when
     */
    record ContinueRequested(Moment at) implements HaEvent {}

    /**
     * The operator says whose clients to answer.
     *
     * @param at when
     * @param scopes names among {@link ServingScopes#existing}
     */
    record ScopesRequested(Moment at, Set<String> scopes) implements HaEvent {
        /** Copies the set. */
        public ScopesRequested {
            scopes = Set.copyOf(scopes);
        }
    }

    /**
     * Two Tandem6 servers have come to an agreement, or to the end of it, or know all of each
     * other, or no longer do.
     *
     * @param at when
     * @param accord where they are; Kea's rules give way to an agreement where they would stop the
     *     service
     */
    record AccordChanged(Moment at, HaState.Accord accord) implements HaEvent {}

    /**
     * The operator wants this server to take over, so that the partner can be shut down.
     *
     * @param at when
     */
    record MaintenanceRequested(Moment at) implements HaEvent {}

    /**
     * The operator wants that to end.
     *
     * @param at when
     */
    record MaintenanceCancelRequested(Moment at) implements HaEvent {}

    /**
     * What {@link HaAction.NotifyMaintenance} asked for is over.
     *
     * @param at when
     * @param answer what the partner said
     * @param partnerState the state that it is in now, if it said so
     */
    record NotificationAnswered(
            Moment at, NotificationAnswer answer, Optional<ServerState> partnerState)
            implements HaEvent {}

    /** What a partner makes of being told of maintenance. */
    enum NotificationAnswer {
        /** It complies. */
        ACCEPTED,
        /** It does not, in the state it is in. */
        REFUSED,
        /** It reports an error. */
        FAILED,
        /** It is not in maintenance, as one that was started anew, so that there is none to end. */
        NOT_MAINTAINED,
        /** It does not answer, or not in a way that is understood. */
        UNREACHABLE
    }

    /**
     * The partner takes over from this server, or ends that.
     *
     * @param at when
     * @param cancel it ends that
     * @param partnerState the state that it is in or returns to, if it said so
     */
    record MaintenanceNotified(Moment at, boolean cancel, Optional<ServerState> partnerState)
            implements HaEvent {}
}
