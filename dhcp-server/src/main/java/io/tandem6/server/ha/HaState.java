package io.tandem6.server.ha;

import io.tandem6.config.HaSettings;
import io.tandem6.config.HaSettings.Mode;
import io.tandem6.config.HaSettings.Role;
import io.tandem6.identity.Duid;
import java.util.Set;

/**
 * All that a server remembers of one HA relationship. Immutable; only {@link HaMachine} makes new
 * ones.
 *
 * @param settings the relationship's configuration
 * @param current the server's state
 * @param since when it entered that state
 * @param previous the state before that
 * @param scopes names of the servers whose clients are answered
 * @param partner what is known of the partner
 * @param clients the partner's clients seen while it was silent
 * @param rejections clients whose leases a peer refused
 * @param unsentUpdates client exchanges the partner was not told about, since start
 * @param heartbeat whether a heartbeat is planned or under way
 * @param synchronizing the partner's leases are being fetched
 * @param syncedByPartner the partner has fetched this server's leases and is about to return;
 *     nobody is served until the next heartbeat tells
 * @param serviceBlocked somebody other than HA switched the DHCP service off
 * @param recovery how far the partner is behind, in communication-recovery
 * @param maintenance the command about maintenance whose outcome is awaited
 * @param accord how far this server and a partner that is Tandem6 are with each other
 * @param paused no transition until the operator says so
 * @param visited states entered since start
 */
public record HaState(
        HaSettings settings,
        ServerState current,
        Moment since,
        ServerState previous,
        Set<String> scopes,
        Partner partner,
        Clients clients,
        Rejections rejections,
        long unsentUpdates,
        Heartbeat heartbeat,
        boolean synchronizing,
        boolean syncedByPartner,
        boolean serviceBlocked,
        Recovery recovery,
        MaintenanceCommand maintenance,
        Accord accord,
        boolean paused,
        Set<ServerState> visited) {
    private static final Set<ServerState> NOT_MAINTAINED =
            Set.of(ServerState.BACKUP, ServerState.PARTNER_IN_MAINTENANCE, ServerState.TERMINATED);

    /** Copies the sets. */
    public HaState {
        scopes = Set.copyOf(scopes);
        visited = Set.copyOf(visited);
    }

    /** A server that has just been configured and not started yet. */
    public static HaState initial(HaSettings settings, Moment at) {
        return new HaState(
                settings,
                ServerState.WAITING,
                at,
                ServerState.WAITING,
                Set.of(),
                Partner.unknown(at),
                Clients.NONE,
                Rejections.NONE,
                0,
                Heartbeat.IDLE,
                false,
                false,
                false,
                Recovery.NONE,
                MaintenanceCommand.NONE,
                Accord.NONE,
                false,
                Set.of());
    }

    /** What two Tandem6 servers have come to. */
    public enum Accord {
        /** The partner goes by Kea's rules, as far as is known. */
        NONE,
        /** It is a Tandem6 too, and no agreement is in force yet. */
        OFFERED,
        /** One is, and one of them does not know all of the other. */
        IN_FORCE,
        /** One is, and the partner has forgotten what it did before. */
        PARTNER_FORGETFUL,
        /** One is, and both know all of each other. */
        RECONCILED
    }

    /** True in normal operation of both servers. */
    public boolean isNormal() {
        return current == ServerState.HOT_STANDBY || current == ServerState.LOAD_BALANCING;
    }

    /** True if an agreement of two Tandem6 servers is in force. */
    public boolean continuous() {
        return switch (accord) {
            case NONE, OFFERED -> false;
            case IN_FORCE, PARTNER_FORGETFUL, RECONCILED -> true;
        };
    }

    /** True if besides both know all of each other. */
    public boolean reconciled() {
        return accord == Accord.RECONCILED;
    }

    /** True if HA itself wants the DHCP service on. */
    public boolean serviceWanted() {
        return current.servesClients() && !syncedByPartner;
    }

    /** True if the DHCP service is on. */
    public boolean serviceOn() {
        return serviceWanted() && !serviceBlocked;
    }

    /**
     * True if this server may reclaim an expired lease of {@code client} by Kea's rules. After HA
     * has ended, the clients of the partner are the partner's alone: it may have renewed the lease
     * without telling.
     */
    public boolean mayReclaim(Duid client) {
        return current != ServerState.TERMINATED
                || ServingScopes.owner(settings, client).filter(scopes::contains).isPresent();
    }

    /** What the active partner is to hear of a lease change that happens now. */
    public ServerState.Updates updates() {
        return settings.sendLeaseUpdates() && settings.partner().isPresent()
                ? current.updates()
                : ServerState.Updates.NONE;
    }

    /**
     * True if a lease change has to wait until it is known whether the partner has taken those
     * before it.
     */
    public boolean holdsUpdates() {
        return recovery.attempt() == Recovery.Attempt.SENDING;
    }

    /**
     * The state that the partner hears of. A server that has the partner leave maintenance does not
     * speak of it any more: the answer to a heartbeat may come to the partner behind the notice,
     * and would take it right back.
     */
    public ServerState announced() {
        boolean ending =
                maintenance == MaintenanceCommand.CANCELLING
                        && current == ServerState.PARTNER_IN_MAINTENANCE;
        return ending ? stateBeforeMaintenance() : current;
    }

    /** The state to return to; one that is its own predecessor leads nowhere. */
    ServerState stateBeforeMaintenance() {
        return previous == current ? ServerState.WAITING : previous;
    }

    /** True if the partner has been silent for longer than {@code max-response-delay}. */
    public boolean isInterrupted(Moment at) {
        return at.millisSince(partner.lastHeard()) > settings.maxResponseDelayMillis();
    }

    /**
     * True if the partner must be taken for dead. A server that sees the partner's clients and is
     * able to answer them asks them first.
     */
    boolean isPartnerFailed(Moment at) {
        if (!isInterrupted(at)) {
            return false;
        }
        return !seesPartnersClients() || clients.showFailure(settings.maxUnackedClients());
    }

    private boolean seesPartnersClients() {
        return serviceOn()
                && (settings.mode() == Mode.LOAD_BALANCING
                        || settings.self().role() == Role.STANDBY);
    }

    /**
     * Clients that may still wait in vain before the partner counts as dead; 0 if it is not silent.
     */
    public long unackedClientsLeft(Moment at) {
        return isInterrupted(at)
                ? Math.max(0, settings.maxUnackedClients() - clients.unacked().size() + 1)
                : 0;
    }

    /** True if the operator may have this server take over from its partner. */
    public boolean mayStartMaintenance() {
        return settings.partner().isPresent()
                && current != ServerState.IN_MAINTENANCE
                && mayBeMaintained();
    }

    /** True if the operator may end that. */
    public boolean mayCancelMaintenance() {
        return current == ServerState.PARTNER_IN_MAINTENANCE
                && maintenance == MaintenanceCommand.NONE;
    }

    /** True if the partner may take over from this server; also if it has done so already. */
    public boolean mayBeMaintained() {
        return maintenance == MaintenanceCommand.NONE && !NOT_MAINTAINED.contains(current);
    }

    /** A command of the operator's whose outcome depends on the partner. */
    public enum MaintenanceCommand {
        /** There is none. */
        NONE,
        /** The partner was told to step back. */
        STARTING,
        /** The partner was told to work again. */
        CANCELLING
    }

    /** Where the heartbeat is. */
    public enum Heartbeat {
        /** None is planned. */
        IDLE,
        /** One will be sent in a while. */
        SCHEDULED,
        /** One was sent. */
        AWAITED,
        /**
         * One was sent, and then the partner told that it has fetched the leases: what comes of the
         * heartbeat is older than that.
         */
        OVERTAKEN
    }
}
