package io.tandem6.server.peer;

import io.tandem6.config.HaSettings;
import io.tandem6.config.HaSettings.Peer;
import io.tandem6.log.EventLog;
import io.tandem6.server.ha.HaAction;
import io.tandem6.server.ha.HaEvent;
import io.tandem6.server.ha.HaMachine;
import io.tandem6.server.ha.HaState;
import io.tandem6.server.ha.Moment;
import io.tandem6.server.ha.PartnerStatus;
import io.tandem6.server.ha.ServingScopes;
import io.tandem6.server.ha.Transition;
import io.tandem6.server.lease.LeaseView;
import io.tandem6.server.lease.LeaseWriter;
import io.tandem6.server.lease.ReceivedUpdates;
import io.tandem6.server.loop.EventLoop;
import io.tandem6.server.peer.PeerResult.Answer;
import io.tandem6.server.peer.PeerResult.Unreachable;
import io.tandem6.server.pipeline.Replicator;
import io.tandem6.server.pipeline.ServiceGate;
import io.tandem6.server.service.DhcpService;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * One HA relationship of this server: feeds the state machine with what happens and does what it
 * says. Decides nothing itself. Everything here runs on the event loop.
 */
public final class HighAvailability implements ServiceGate {
    private static final Duration COMMAND_TIMEOUT = Duration.ofSeconds(10);

    private final int id;
    private final EventLoop loop;
    private final PeerTransport transport;
    private final DhcpService service;
    private final ReceivedUpdates received;
    private final EventLog log;
    private final HaReports reports;
    private final PeerCommands commands;
    private final LeaseSync sync;
    private final LeaseReplication replication;
    private final Map<String, Admission> servedByOwner;
    private HaState state;
    private EventLoop.@Nullable Timer heartbeatTimer;
    private @Nullable SyncRun stateSync;
    private Runnable unsubscribe = () -> {};
    private boolean stopped;

    /**
     * Prepares a relationship; {@link #start} begins it.
     *
     * @param id number of the relationship, from 0 in the order of the configuration
     * @param settings its configuration
     * @param loop where everything runs
     * @param transport reaches the other servers
     * @param service the switch of the DHCP service
     * @param leases what is leased
     * @param writer stores leases that the partner sends
     * @param received how far the partner's lease updates have come
     * @param log hears what the operator should know
     */
    public HighAvailability(
            int id,
            HaSettings settings,
            EventLoop loop,
            PeerTransport transport,
            DhcpService service,
            LeaseView leases,
            LeaseWriter writer,
            ReceivedUpdates received,
            EventLog log) {
        this.id = id;
        this.loop = loop;
        this.transport = transport;
        this.service = service;
        this.received = received;
        this.log = log;
        reports = new HaReports(settings, log);
        commands = new PeerCommands(settings.thisServerName(), id);
        sync =
                new LeaseSync(
                        new LeaseSync.Surroundings(loop, transport, commands, leases, writer, log));
        state = HaState.initial(settings, moment());
        replication =
                new LeaseReplication(
                        settings, new Feedback(), transport, commands, new UpdateLog(log));
        servedByOwner =
                settings.peers().stream()
                        .map(Peer::name)
                        .collect(
                                Collectors.toUnmodifiableMap(
                                        name -> name,
                                        name -> new Admission.Serve(Set.of("HA_" + name))));
    }

    /** Begins: the service is off until the partner's state is known. */
    public void start() {
        reports.started();
        unsubscribe = service.onChange(this::serviceChanged);
        handle(new HaEvent.Started(moment()));
        serviceChanged();
    }

    /**
     * Ends heartbeats and synchronization for good; what comes in late is ignored. The DHCP service
     * stays as it is: whoever goes on without HA must say that this relationship wants it on.
     */
    public void stop() {
        stopped = true;
        unsubscribe.run();
        cancelHeartbeat();
        abandonSync();
    }

    /** Number of the relationship. */
    public int id() {
        return id;
    }

    /** What tells the other servers of lease changes. */
    public Replicator replicator() {
        return replication;
    }

    /** What is remembered now. */
    public HaState state() {
        return state;
    }

    /** What the partner hears of this server when it asks. */
    ObjectNode heartbeatAnswer() {
        return HeartbeatAnswer.encode(
                state, replication.settledWithPartner(), moment().wallClock());
    }

    /** The time now, as events carry it. */
    Moment moment() {
        return new Moment(loop.nanoTime() / 1_000_000, loop.now());
    }

    /** Feeds the state machine; the new state is in force before anything is done about it. */
    void handle(HaEvent event) {
        if (stopped) {
            return;
        }
        HaState before = state;
        Transition transition = HaMachine.step(before, event);
        state = transition.state();
        service.setWanted(id, state.serviceWanted());
        transition.actions().forEach(this::perform);
        reports.changed(before, transition.state());
    }

    /**
     * {@inheritDoc}
     *
     * <p>A client of the partner is left to it, and remembered while the partner is silent.
     */
    @Override
    public Admission admit(Query query) {
        if (!service.state().isOn()) {
            return new Admission.ServiceDisabled();
        }
        HaSettings settings = state.settings();
        if (!ServingScopes.isBalanced(query.messageType())) {
            return served(settings.primary().name());
        }
        Optional<String> owner = ServingScopes.owner(settings, query.clientId());
        if (owner.isPresent() && state.scopes().contains(owner.get())) {
            return served(owner.get());
        }
        handle(new HaEvent.QueryLeftToPartner(moment(), query.clientId(), query.elapsedMillis()));
        return new Admission.NotInScope();
    }

    private Admission served(String owner) {
        return servedByOwner.getOrDefault(owner, new Admission.NotInScope());
    }

    /**
     * Fetches the leases of a peer at the operator's request, whatever the state.
     *
     * @param maxPeriodSeconds after how long the peer serves again by itself, if ever
     */
    void synchronize(Peer source, OptionalLong maxPeriodSeconds, Consumer<LeaseSync.Outcome> done) {
        sync.start(
                order(source, maxPeriodSeconds),
                outcome -> {
                    if (outcome instanceof LeaseSync.Outcome.Failed failed
                            && failed.sourceFailed()
                            && state.settings().partner().equals(Optional.of(source))) {
                        handle(new HaEvent.PartnerLost(moment()));
                    }
                    done.accept(outcome);
                });
    }

    private LeaseSync.Order order(Peer source, OptionalLong maxPeriodSeconds) {
        return new LeaseSync.Order(
                source,
                state.settings().syncPageLimit(),
                Duration.ofMillis(state.settings().syncTimeoutMillis()),
                maxPeriodSeconds);
    }

    private void perform(HaAction action) {
        switch (action) {
            case HaAction.ScheduleHeartbeat schedule -> {
                cancelHeartbeat();
                heartbeatTimer =
                        loop.schedule(
                                Duration.ofMillis(schedule.delayMillis()),
                                () -> handle(new HaEvent.HeartbeatDue(moment())));
            }
            case HaAction.CancelHeartbeat ignored -> cancelHeartbeat();
            case HaAction.SendHeartbeat ignored ->
                    transport.send(
                            partner(),
                            commands.heartbeat(),
                            COMMAND_TIMEOUT,
                            this::heartbeatFinished);
            case HaAction.StartSync ignored -> startSync();
            case HaAction.AbandonSync ignored -> abandonSync();
            case HaAction.Report report -> reports.report(report.notice());
        }
    }

    private void heartbeatFinished(PeerResult result) {
        switch (result) {
            case Unreachable unreachable -> {
                log.log(
                        HaMessage.HA_HEARTBEAT_COMMUNICATIONS_FAILED,
                        partner().name(),
                        unreachable.text());
                handle(new HaEvent.HeartbeatFailed(moment()));
            }
            case Answer answer when !answer.isSuccess() -> heartbeatUseless(answer.text());
            case Answer answer -> {
                try {
                    PartnerStatus status = HeartbeatAnswer.decode(answer.arguments());
                    HeartbeatAnswer.settled(answer.arguments())
                            .ifPresent(position -> received.settled(partner().name(), position));
                    handle(new HaEvent.HeartbeatAnswered(moment(), status));
                } catch (HeartbeatAnswer.MalformedException e) {
                    heartbeatUseless(e.reason());
                }
            }
        }
    }

    private void heartbeatUseless(String reason) {
        log.log(HaMessage.HA_HEARTBEAT_FAILED, partner().name(), reason);
        handle(new HaEvent.HeartbeatFailed(moment()));
    }

    private void startSync() {
        long period = Math.max(1, state.settings().syncTimeoutMillis() / 1000);
        SyncRun[] started = new SyncRun[1];
        started[0] =
                sync.start(
                        order(partner(), OptionalLong.of(period)),
                        outcome -> {
                            if (stateSync == started[0]) {
                                stateSync = null;
                                handle(
                                        new HaEvent.SyncFinished(
                                                moment(),
                                                outcome instanceof LeaseSync.Outcome.Synchronized));
                            }
                        });
        stateSync = started[0];
    }

    private void abandonSync() {
        if (stateSync != null) {
            stateSync.abandon();
            stateSync = null;
        }
    }

    private void cancelHeartbeat() {
        if (heartbeatTimer != null) {
            heartbeatTimer.cancel();
            heartbeatTimer = null;
        }
    }

    /** Somebody else switched the service, or this relationship did, which is no news to it. */
    private void serviceChanged() {
        boolean blocked = service.state().isBlockedFor(id);
        if (blocked != state.serviceBlocked()) {
            handle(new HaEvent.ServiceBlocked(moment(), blocked));
        }
    }

    private Peer partner() {
        return state.settings().partner().orElseThrow();
    }

    private final class Feedback implements LeaseReplication.Relationship {
        @Override
        public HaState state() {
            return state;
        }

        @Override
        public Moment moment() {
            return HighAvailability.this.moment();
        }

        @Override
        public void handle(HaEvent event) {
            HighAvailability.this.handle(event);
        }
    }
}
