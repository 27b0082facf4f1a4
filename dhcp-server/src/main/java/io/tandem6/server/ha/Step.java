package io.tandem6.server.ha;

import io.tandem6.config.HaSettings;
import io.tandem6.config.HaSettings.Pause;
import io.tandem6.config.HaSettings.StatePause;
import io.tandem6.server.ha.HaState.Heartbeat;
import io.tandem6.server.ha.HaState.MaintenanceCommand;
import io.tandem6.server.ha.TransitionTable.Verdict;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One call of {@link HaMachine#step} in the making: the state being changed and the actions so far.
 * Lives no longer than that call.
 */
final class Step {
    /** More transitions in a row than any sequence of rules has. */
    private static final int TRANSITIONS_MAX = ServerState.values().length;

    /** Skew above which the operator is warned. */
    private static final long CLOCK_SKEW_SECONDS_WARNED = 30;

    /** Pause between such warnings. */
    private static final long WARNING_PAUSE_MILLIS = 60_000;

    /** States that begin a new count of refused leases. */
    private static final Set<ServerState> FORGIVING =
            EnumSet.of(
                    ServerState.WAITING,
                    ServerState.SYNCING,
                    ServerState.READY,
                    ServerState.PARTNER_DOWN,
                    ServerState.TERMINATED);

    final HaSettings settings;
    final Moment at;
    final List<HaAction> actions = new ArrayList<>();
    ServerState current;
    Set<String> scopes;
    Clients clients;
    Rejections rejections;
    Heartbeat heartbeat;
    boolean synchronizing;
    boolean syncedByPartner;
    boolean serviceBlocked;
    Recovery recovery;
    MaintenanceCommand maintenance;
    HaState.Accord accord;

    private Moment since;
    private ServerState previous;
    private Partner partner;
    private long unsentUpdates;
    private boolean paused;
    private Set<ServerState> visited;

    Step(HaState from, Moment at) {
        this.at = at;
        settings = from.settings();
        current = from.current();
        since = from.since();
        previous = from.previous();
        scopes = from.scopes();
        partner = from.partner();
        clients = from.clients();
        rejections = from.rejections();
        unsentUpdates = from.unsentUpdates();
        heartbeat = from.heartbeat();
        synchronizing = from.synchronizing();
        syncedByPartner = from.syncedByPartner();
        serviceBlocked = from.serviceBlocked();
        recovery = from.recovery();
        maintenance = from.maintenance();
        accord = from.accord();
        paused = from.paused();
        visited = from.visited();
    }

    HaState state() {
        return new HaState(
                settings,
                current,
                since,
                previous,
                scopes,
                partner,
                clients,
                rejections,
                unsentUpdates,
                heartbeat,
                synchronizing,
                syncedByPartner,
                serviceBlocked,
                recovery,
                maintenance,
                accord,
                paused,
                visited);
    }

    /** What it has come to, with the next heartbeat planned. */
    Transition end() {
        HeartbeatPace.plan(this);
        return new Transition(state(), actions);
    }

    void start() {
        visit();
        evaluate();
    }

    void hearPartner(PartnerStatus status, Moment asked) {
        if (isOlderThanReadiness(asked)) {
            heartbeat = Heartbeat.IDLE;
            return;
        }
        if (partner.isOutdated(status, asked)) {
            HeartbeatPace.ended(this, false);
            return;
        }
        HeartbeatPace.ended(this, status.state() == ServerState.SYNCING);
        clients = Clients.NONE;
        partner = partner.heard(status, at);
        Moment warnedAt = partner.skewWarnedAt();
        if (Math.abs(partner.clockSkewSeconds()) > CLOCK_SKEW_SECONDS_WARNED
                && (warnedAt == null || at.millisSince(warnedAt) >= WARNING_PAUSE_MILLIS)) {
            partner = partner.withSkewWarning(at);
            report(new HaNotice.ClockSkewHigh(partner.clockSkewSeconds()));
        }
    }

    /**
     * An answer to a heartbeat that was sent before this server was ready may tell what the partner
     * was before its leases were fetched: a reason to fetch them once more, or a state that it has
     * left.
     */
    private boolean isOlderThanReadiness(Moment asked) {
        return current == ServerState.READY && since.millisSince(asked) > 0;
    }

    /** The state that the partner has, as far as is known; null before it was asked. */
    @Nullable ServerState partnerState() {
        return partner.state();
    }

    /** The partner's leases are here now. */
    void fetchedPartner() {
        partner = partner.fetched();
    }

    void losePartner() {
        partner = partner.unreachable(at);
    }

    /** It told its state in answer to something other than a heartbeat. */
    void rememberPartner(ServerState state) {
        partner = partner.inState(state, at);
    }

    void reportInterruption() {
        if (!partner.interruptionReported() && state().isInterrupted(at)) {
            partner = partner.withInterruptionReported();
            report(new HaNotice.CommunicationInterrupted());
        }
    }

    /** The partner takes 0 for "nothing missed", so the count never comes back to it. */
    void countUnsentUpdate() {
        unsentUpdates = unsentUpdates == Long.MAX_VALUE ? 1 : unsentUpdates + 1;
    }

    /** What answers to heartbeats under way say of maintenance does not count any more. */
    void forgetMaintenance() {
        partner = partner.withMaintenanceEnded(at);
    }

    void endPause() {
        if (paused) {
            paused = false;
            report(new HaNotice.Continued(current));
        }
    }

    /**
     * Moves until the rules say to stay. A synchronization under way holds everything else up, and
     * so does a partner that is asked to go into maintenance or to leave it.
     */
    void evaluate() {
        for (int i = 0; i < TRANSITIONS_MAX; i++) {
            if (synchronizing || maintenance != MaintenanceCommand.NONE) {
                return;
            }
            switch (TransitionTable.decide(state(), at)) {
                case Verdict.Stay ignored -> {
                    return;
                }
                case Verdict.Synchronize ignored -> {
                    synchronizing = true;
                    actions.add(new HaAction.StartSync());
                }
                case Verdict.Recover ignored -> {
                    PartnerRecovery.begin(this);
                    return;
                }
                case Verdict.Move move -> move(move);
            }
        }
        throw new IllegalStateException("the rules lead from " + current + " round in circles");
    }

    void move(Verdict.Move move) {
        HaNotice reason = move.reason();
        if (reason != null) {
            report(reason);
        }
        enter(move.target());
    }

    /** Enters a state and does what is done on entering it. */
    void enter(ServerState target) {
        if (synchronizing) {
            synchronizing = false;
            actions.add(new HaAction.AbandonSync());
        }
        PartnerRecovery.entering(this, target);
        report(new HaNotice.StateChanged(current, target, partner.state()));
        scopes = scopesIn(target);
        previous = current;
        current = target;
        since = at;
        syncedByPartner = false;
        if (FORGIVING.contains(target)) {
            rejections = Rejections.NONE;
        }
        visit();
    }

    /**
     * To shut down a partner in maintenance is no failure: its clients are served as before, even
     * if {@code auto-failover} is false.
     */
    private Set<String> scopesIn(ServerState target) {
        return current == ServerState.PARTNER_IN_MAINTENANCE && target == ServerState.PARTNER_DOWN
                ? ServingScopes.existing(settings)
                : ServingScopes.of(settings, target);
    }

    private void visit() {
        paused =
                switch (pauseOf(current)) {
                    case NEVER -> false;
                    case ONCE -> !visited.contains(current);
                    case ALWAYS -> true;
                };
        if (!visited.contains(current)) {
            Set<ServerState> grown = EnumSet.of(current);
            grown.addAll(visited);
            visited = Set.copyOf(grown);
        }
        if (paused) {
            report(new HaNotice.Paused(current));
        }
    }

    private Pause pauseOf(ServerState state) {
        return settings.stateMachine().stream()
                .filter(entry -> entry.state().equals(state.wireName()))
                .map(StatePause::pause)
                .findFirst()
                .orElse(Pause.NEVER);
    }

    void report(HaNotice notice) {
        act(new HaAction.Report(notice));
    }

    void act(HaAction action) {
        actions.add(action);
    }
}
