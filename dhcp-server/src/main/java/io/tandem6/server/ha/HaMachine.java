package io.tandem6.server.ha;

import java.util.List;
import java.util.Set;

/**
 * The HA state machine: what a server remembers and an event give what it remembers from then on,
 * and actions. The same input gives the same output; everything else is the caller's.
 *
 * <p>The rules for leaving a state are in {@link TransitionTable}. Here stands when they are looked
 * at: at start, when a heartbeat is over, when a peer answered lease updates, when a
 * synchronization succeeded, when a partner that was out of reach has been brought up to date, when
 * two Tandem6 servers know all of each other, and on a reset. Apart from {@link Maintenance}
 * nothing else moves a server. Transitions thus happen at the pace of heartbeats.
 */
public final class HaMachine {
    private HaMachine() {}

    /** Relates them. */
    public static Transition step(HaState state, HaEvent event) {
        if (event instanceof HaEvent.QueryLeftToPartner query) {
            return new Transition(countQuery(state, query), List.of());
        }
        Step step = new Step(state, event.at());
        switch (event) {
            case HaEvent.Started ignored -> step.start();
            case HaEvent.HeartbeatDue ignored -> HeartbeatPace.due(step);
            case HaEvent.HeartbeatAnswered e -> heartbeatAnswered(step, e);
            case HaEvent.HeartbeatFailed ignored -> heartbeatFailed(step);
            case HaEvent.UpdateFinished e -> updateFinished(step, e);
            case HaEvent.UpdateWithheld ignored -> step.countUnsentUpdate();
            case HaEvent.UpdateQueued e -> PartnerRecovery.queued(step, e.overflowed());
            case HaEvent.BacklogFinished e -> PartnerRecovery.backlogFinished(step, e.successful());
            case HaEvent.PartnerResetFinished e ->
                    PartnerRecovery.partnerResetFinished(step, e.successful());
            case HaEvent.SyncFinished e -> syncFinished(step, e.successful());
            case HaEvent.PartnerLost ignored -> step.losePartner();
            case HaEvent.QueryLeftToPartner ignored -> {}
            case HaEvent.ServiceBlocked e -> step.serviceBlocked = e.blocked();
            case HaEvent.SyncCompleteNotified ignored -> syncCompleteNotified(step);
            case HaEvent.ResetRequested ignored -> reset(step);
            case HaEvent.ContinueRequested ignored -> step.endPause();
            case HaEvent.ScopesRequested e -> scopesRequested(step, e.scopes());
            case HaEvent.AccordChanged e -> accordChanged(step, e);
            case HaEvent.MaintenanceRequested ignored -> Maintenance.requested(step);
            case HaEvent.MaintenanceCancelRequested ignored -> Maintenance.cancelRequested(step);
            case HaEvent.NotificationAnswered e -> Maintenance.answered(step, e);
            case HaEvent.MaintenanceNotified e -> Maintenance.notified(step, e);
        }
        return step.end();
    }

    /**
     * Happens for each message that is left to the partner, so it costs nothing while all is well.
     * Whoever is answered in the partner's place does not ask again, so it counts at once; the
     * partner is gone only if it stays silent for as long as it may.
     */
    private static HaState countQuery(HaState state, HaEvent.QueryLeftToPartner query) {
        boolean counts = query.answered() || state.isInterrupted(query.at());
        if (!state.serviceOn() || !counts) {
            return state;
        }
        Step step = new Step(state, query.at());
        step.clients =
                query.answered()
                        ? state.clients().answered(query.client())
                        : state.clients()
                                .seen(
                                        query.client(),
                                        query.elapsedMillis(),
                                        state.settings().maxAckDelayMillis());
        return step.end().state();
    }

    private static void heartbeatAnswered(Step step, HaEvent.HeartbeatAnswered event) {
        step.hearPartner(event.status(), event.asked());
        step.evaluate();
    }

    private static void heartbeatFailed(Step step) {
        HeartbeatPace.ended(step, false);
        step.losePartner();
        step.reportInterruption();
        step.evaluate();
    }

    private static void updateFinished(Step step, HaEvent.UpdateFinished event) {
        step.rejections =
                step.rejections.accepted(event.accepted()).rejected(event.rejected(), step.at);
        if (event.partnerFailed()) {
            step.losePartner();
        }
        step.evaluate();
    }

    /**
     * A partner that was in maintenance when this server began to synchronize may have been told
     * since to work again, by this server before it began anew: to enter maintenance on that would
     * lead both back. It is asked once more.
     */
    private static void syncFinished(Step step, boolean successful) {
        if (!step.synchronizing) {
            return;
        }
        step.synchronizing = false;
        if (successful) {
            step.fetchedPartner();
            step.enter(ServerState.READY);
            if (step.partnerState() == ServerState.IN_MAINTENANCE && HeartbeatPace.isKept(step)) {
                HeartbeatPace.askAtOnce(step);
            } else {
                step.evaluate();
            }
        } else {
            step.losePartner();
        }
    }

    /**
     * A partner that was away has fetched the leases. Serving on until it is seen to be ready would
     * make leases that it does not know, so the service stays off until the next heartbeat. Kea
     * waits for its heartbeat delay; here nobody is served meanwhile, so the heartbeat goes out
     * soon. Under an agreement of two Tandem6 servers nobody has to stop for that.
     */
    private static void syncCompleteNotified(Step step) {
        if (step.current == ServerState.PARTNER_DOWN && !step.state().continuous()) {
            HeartbeatPace.awaitReadyPartner(step);
        }
    }

    private static void accordChanged(Step step, HaEvent.AccordChanged event) {
        step.accord = event.accord();
        step.evaluate();
    }

    /** The operator knows best: what held the service up in this state no longer does. */
    private static void scopesRequested(Step step, Set<String> scopes) {
        step.scopes = scopes;
        step.syncedByPartner = false;
    }

    /**
     * A reset takes one step beyond waiting, never more: the command must not be kept waiting for a
     * synchronization, which the next heartbeat begins.
     */
    private static void reset(Step step) {
        if (step.current == ServerState.WAITING) {
            return;
        }
        step.enter(ServerState.WAITING);
        if (TransitionTable.decide(step.state(), step.at)
                instanceof TransitionTable.Verdict.Move m) {
            step.move(m);
        }
    }
}
