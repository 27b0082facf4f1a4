package io.tandem6.server.ha;

import io.tandem6.server.ha.HaState.MaintenanceCommand;
import java.util.Optional;

/**
 * Maintenance: at the operator's word a server takes over from its partner, which serves nobody
 * from then on and can be shut down.
 *
 * <p>While the partner's answer to that is awaited no rule moves the server, and it lets itself not
 * be put into maintenance by the partner: else two operators could switch off both servers.
 */
final class Maintenance {
    private Maintenance() {}

    /** The operator wants the partner to step back. */
    static void requested(Step step) {
        if (step.state().mayStartMaintenance()) {
            step.maintenance = MaintenanceCommand.STARTING;
            step.act(new HaAction.NotifyMaintenance(false, step.current));
        }
    }

    /** The operator wants the partner to work again. */
    static void cancelRequested(Step step) {
        if (step.state().mayCancelMaintenance()) {
            step.maintenance = MaintenanceCommand.CANCELLING;
            step.act(new HaAction.NotifyMaintenance(true, step.state().stateBeforeMaintenance()));
        }
    }

    /** The partner answered, or did not. */
    static void answered(Step step, HaEvent.NotificationAnswered event) {
        MaintenanceCommand command = step.maintenance;
        step.maintenance = MaintenanceCommand.NONE;
        switch (command) {
            case NONE -> {}
            case STARTING -> startAnswered(step, event.answer());
            case CANCELLING -> cancelAnswered(step, event);
        }
    }

    /** A partner that does not answer is taken to be switched off already. */
    private static void startAnswered(Step step, HaEvent.NotificationAnswer answer) {
        switch (answer) {
            case ACCEPTED -> {
                step.rememberPartner(ServerState.IN_MAINTENANCE);
                step.act(new HaAction.TakeOver());
                step.enter(ServerState.PARTNER_IN_MAINTENANCE);
            }
            case FAILED, NOT_MAINTAINED, UNREACHABLE -> {
                step.losePartner();
                takeOver(step);
            }
            case REFUSED -> {}
        }
    }

    /** Serves everybody, whatever {@code auto-failover} says: it is the operator's decision. */
    private static void takeOver(Step step) {
        if (step.current != ServerState.PARTNER_DOWN) {
            step.enter(ServerState.PARTNER_DOWN);
        }
        step.scopes = ServingScopes.existing(step.state().settings());
        step.report(new HaNotice.MaintenanceWithoutPartner());
    }

    private static void cancelAnswered(Step step, HaEvent.NotificationAnswered event) {
        switch (event.answer()) {
            case ACCEPTED -> endTakeover(step, event, step.state().stateBeforeMaintenance());
            case NOT_MAINTAINED -> endTakeover(step, event, besideRestarted(step, event));
            case UNREACHABLE -> step.losePartner();
            case FAILED, REFUSED -> {}
        }
    }

    private static void endTakeover(
            Step step, HaEvent.NotificationAnswered event, ServerState target) {
        // A reset meanwhile has ended it already.
        if (step.current == ServerState.PARTNER_IN_MAINTENANCE) {
            end(step, event.partnerState(), target);
        }
    }

    /** The clients of a partner that starts must be served until it is through. */
    private static ServerState besideRestarted(Step step, HaEvent.NotificationAnswered event) {
        return event.partnerState().filter(Maintenance::isStarting).isPresent()
                ? ServerState.PARTNER_DOWN
                : step.state().stateBeforeMaintenance();
    }

    private static boolean isStarting(ServerState partner) {
        return switch (partner) {
            case WAITING, SYNCING, READY -> true;
            case HOT_STANDBY,
                    LOAD_BALANCING,
                    COMMUNICATION_RECOVERY,
                    PARTNER_DOWN,
                    PARTNER_IN_MAINTENANCE,
                    IN_MAINTENANCE,
                    TERMINATED,
                    BACKUP,
                    PASSIVE_BACKUP,
                    UNAVAILABLE ->
                    false;
        };
    }

    /**
     * The partner takes over from this server, or works with it again. To hear of a beginning twice
     * is to hear of it once.
     */
    static void notified(Step step, HaEvent.MaintenanceNotified event) {
        if (event.cancel()) {
            if (step.current == ServerState.IN_MAINTENANCE) {
                end(step, event.partnerState(), step.state().stateBeforeMaintenance());
            }
        } else if (step.current != ServerState.IN_MAINTENANCE && step.state().mayBeMaintained()) {
            step.enter(ServerState.IN_MAINTENANCE);
        }
    }

    /**
     * What was known of the partner's state is a state of maintenance, which would lead right back;
     * a partner that does not tell another counts as unavailable until its next heartbeat.
     */
    private static void end(Step step, Optional<ServerState> partnerState, ServerState target) {
        partnerState.ifPresentOrElse(step::rememberPartner, step::losePartner);
        step.forgetMaintenance();
        step.enter(target);
    }
}
