package io.tandem6.server.peer;

import io.tandem6.config.HaSettings;
import io.tandem6.log.EventLog;
import io.tandem6.server.ha.HaNotice;
import io.tandem6.server.ha.HaState;
import io.tandem6.server.ha.ServerState;
import io.tandem6.server.ha.ServerState.Updates;
import org.jspecify.annotations.Nullable;

/** Puts what the state machine reports, and what changed with its state, into the log. */
final class HaReports {
    private final HaSettings settings;
    private final EventLog log;
    private final String server;

    HaReports(HaSettings settings, EventLog log) {
        this.settings = settings;
        this.log = log;
        server = settings.thisServerName();
    }

    void started() {
        log.log(
                HaMessage.HA_SERVICE_STARTED,
                settings.mode().keyword(),
                settings.self().role().keyword(),
                server);
        if (!settings.sendLeaseUpdates()) {
            log.log(HaMessage.HA_CONFIG_LEASE_UPDATES_DISABLED, server);
        }
        if (!settings.syncLeases()) {
            log.log(HaMessage.HA_CONFIG_LEASE_SYNCING_DISABLED, server);
        }
    }

    void report(HaNotice notice) {
        switch (notice) {
            case HaNotice.StateChanged n -> stateChanged(n);
            case HaNotice.Paused n ->
                    log.log(HaMessage.HA_STATE_MACHINE_PAUSED, server, n.state().wireName());
            case HaNotice.Continued n ->
                    log.log(HaMessage.HA_STATE_MACHINE_CONTINUED, server, n.state().wireName());
            case HaNotice.CommunicationInterrupted ignored ->
                    log.log(HaMessage.HA_COMMUNICATION_INTERRUPTED, server, partnerName());
            case HaNotice.ClockSkewHigh n -> log.log(HaMessage.HA_HIGH_CLOCK_SKEW, n.seconds());
            case HaNotice.ClockSkewTerminates n ->
                    log.log(HaMessage.HA_HIGH_CLOCK_SKEW_CAUSED_TERMINATION, n.seconds());
            case HaNotice.RejectionsTerminate n ->
                    log.log(HaMessage.HA_LEASE_UPDATE_REJECTS_CAUSED_TERMINATION, n.clients());
            case HaNotice.PartnerStateInvalid n ->
                    log.log(invalidState(n.state()), n.state().wireName());
            case HaNotice.PartnerStaysTerminated ignored ->
                    log.log(HaMessage.HA_TERMINATED_PARTNER_DID_NOT_RESTART, server, partnerName());
            case HaNotice.BacklogOverflowed ignored ->
                    log.log(
                            HaMessage.HA_LEASES_BACKLOG_OVERFLOW,
                            settings.delayedUpdatesLimit(),
                            partnerName());
            case HaNotice.MaintenanceWithoutPartner ignored ->
                    log.log(HaMessage.HA_MAINTENANCE_STARTED_IN_PARTNER_DOWN, server);
        }
    }

    private String partnerName() {
        return settings.partner().map(HaSettings.Peer::name).orElse("");
    }

    private void stateChanged(HaNotice.StateChanged notice) {
        if (notice.to() == ServerState.PASSIVE_BACKUP) {
            log.log(
                    HaMessage.HA_STATE_TRANSITION_PASSIVE_BACKUP,
                    server,
                    notice.from().wireName(),
                    notice.to().wireName());
            return;
        }
        log.log(
                HaMessage.HA_STATE_TRANSITION,
                server,
                notice.from().wireName(),
                notice.to().wireName(),
                name(notice.partner()));
        if (notice.to() == ServerState.TERMINATED) {
            log.log(HaMessage.HA_TERMINATED, server);
        } else if (notice.to() == ServerState.PARTNER_IN_MAINTENANCE) {
            log.log(HaMessage.HA_MAINTENANCE_STARTED, server, partnerName());
        } else if (notice.to() == ServerState.IN_MAINTENANCE) {
            log.log(HaMessage.HA_MAINTENANCE_SHUTDOWN_SAFE, server);
        }
    }

    private static String name(@Nullable ServerState state) {
        return state == null ? "not known" : state.wireName();
    }

    private static HaMessage invalidState(ServerState state) {
        return switch (state) {
            case LOAD_BALANCING -> HaMessage.HA_INVALID_PARTNER_STATE_LOAD_BALANCING;
            case COMMUNICATION_RECOVERY ->
                    HaMessage.HA_INVALID_PARTNER_STATE_COMMUNICATION_RECOVERY;
            case HOT_STANDBY,
                    WAITING,
                    SYNCING,
                    READY,
                    PARTNER_DOWN,
                    PARTNER_IN_MAINTENANCE,
                    IN_MAINTENANCE,
                    TERMINATED,
                    BACKUP,
                    PASSIVE_BACKUP,
                    UNAVAILABLE ->
                    HaMessage.HA_INVALID_PARTNER_STATE_HOT_STANDBY;
        };
    }

    void changed(HaState before, HaState after) {
        String state = after.current().wireName();
        if (before.serviceWanted() != after.serviceWanted()) {
            log.log(
                    after.serviceWanted()
                            ? HaMessage.HA_LOCAL_DHCP_ENABLE
                            : HaMessage.HA_LOCAL_DHCP_DISABLE,
                    server,
                    state);
        }
        boolean sent = after.updates() == Updates.SENT;
        if (sent != (before.updates() == Updates.SENT)) {
            log.log(
                    sent ? HaMessage.HA_LEASE_UPDATES_ENABLED : HaMessage.HA_LEASE_UPDATES_DISABLED,
                    state,
                    server);
        }
    }
}
