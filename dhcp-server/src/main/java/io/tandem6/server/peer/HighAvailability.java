package io.tandem6.server.peer;

import io.tandem6.config.HaSettings;
import io.tandem6.config.HaSettings.Peer;
import io.tandem6.control.ControlResponse;
import io.tandem6.identity.Duid;
import io.tandem6.lease.Lease;
import io.tandem6.log.EventLog;
import io.tandem6.server.continuity.Greeting;
import io.tandem6.server.continuity.LeaseRights;
import io.tandem6.server.ha.HaAction;
import io.tandem6.server.ha.HaEvent;
import io.tandem6.server.ha.HaMachine;
import io.tandem6.server.ha.HaState;
import io.tandem6.server.ha.Moment;
import io.tandem6.server.ha.ServerState;
import io.tandem6.server.ha.ServingScopes;
import io.tandem6.server.ha.Transition;
import io.tandem6.server.lease.LeaseView;
import io.tandem6.server.lease.ReceivedUpdates;
import io.tandem6.server.lease.WatchedLeases;
import io.tandem6.server.loop.EventLoop;
import io.tandem6.server.peer.PeerResult.Answer;
import io.tandem6.server.pipeline.Replicator;
import io.tandem6.server.pipeline.ServiceGate;
import io.tandem6.server.service.DhcpService;
import io.tandem6.server.service.ServiceState;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;
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
    private final EventLog log;
    private final HaReports reports;
    private final PeerCommands commands;
    private final Fetching fetching;
    private final LeaseReplication replication;
    private final Heartbeats heartbeats;
    private final MaintenanceNotice maintenance;
    private final Optional<Continuity> continuity;
    private final Agreeing agreeing;
    private final String withoutContinuity;
    private final ServedClients served;
    private HaState state;
    private Runnable unsubscribe = () -> {};
    private boolean stopped;

    /**
     * What all relationships of a server share.
     *
     * @param loop where everything runs
     * @param transport reaches the other servers
     * @param service the switch of the DHCP service
     * @param leases what is leased
     * @param writer stores leases that partners send
     * @param numbers numbers this server's lease updates
     * @param received how far the partners' lease updates have come
     * @param serverId this server's DUID
     * @param log hears what the operator should know
     */
    public record Surroundings(
            EventLoop loop,
            PeerTransport transport,
            DhcpService service,
            LeaseView leases,
            WatchedLeases writer,
            UpdateNumbers numbers,
            ReceivedUpdates received,
            Duid serverId,
            EventLog log) {}

    /**
     * Prepares a relationship; {@link #start} begins it.
     *
     * @param id number of the relationship, from 0 in the order of the configuration
     * @param settings its configuration
     * @param with the server that it belongs to
     * @param synchronizable which leases of the partner are this relationship's
     * @param agreeing what continuity needs
     */
    public HighAvailability(
            int id,
            HaSettings settings,
            Surroundings with,
            Predicate<Lease> synchronizable,
            Agreeing agreeing) {
        this.id = id;
        loop = with.loop();
        transport = with.transport();
        service = with.service();
        log = with.log();
        reports = new HaReports(settings, log);
        commands = new PeerCommands(settings.thisServerName(), id);
        state = HaState.initial(settings, moment());
        Feedback feedback = new Feedback();
        this.agreeing = agreeing;
        withoutContinuity = agreeing.obstacleIn(settings);
        continuity =
                withoutContinuity.isEmpty()
                        ? Optional.of(
                                new Continuity(
                                        settings,
                                        feedback,
                                        new Continuity.Surroundings(
                                                with,
                                                commands,
                                                agreeing.memory().orElseThrow(),
                                                agreeing.terms(),
                                                agreeing.configuration(),
                                                this::hasToldAll)))
                        : Optional.empty();
        replication =
                new LeaseReplication(
                        settings,
                        feedback,
                        transport,
                        commands,
                        with.numbers(),
                        new UpdateLog(log),
                        continuity);
        fetching =
                new Fetching(
                        settings,
                        feedback,
                        new LeaseSync(
                                new LeaseSync.Surroundings(
                                        loop,
                                        transport,
                                        commands,
                                        with.leases(),
                                        with.writer(),
                                        synchronizable,
                                        replication::supplement,
                                        log)));
        heartbeats =
                new Heartbeats(
                        loop, transport, commands, feedback, with.received(), log, continuity);
        maintenance = new MaintenanceNotice(loop, transport, commands, feedback, log);
        served = new ServedClients(settings, continuity);
    }

    private boolean hasToldAll() {
        return replication.isIdle();
    }

    /** Begins: the service is off until the partner's state is known. */
    public void start() {
        reports.started();
        unsubscribe = service.onChange(this::serviceChanged);
        if (!withoutContinuity.isEmpty()
                && agreeing != Agreeing.NEVER
                && state.settings().partner().isPresent()) {
            log.log(HaMessage.TANDEM6_CONTINUITY_OFF, withoutContinuity);
        }
        handle(new HaEvent.Started(moment()));
        serviceChanged();
        continuity.ifPresent(Continuity::start);
    }

    /**
     * Ends heartbeats and synchronization for good; what comes in late is ignored. Updates that the
     * partner has not been sent yet are given up, so that their clients ask again. The DHCP service
     * stays as it is: whoever goes on without HA must say that this relationship wants it on.
     */
    public void stop() {
        stopped = true;
        unsubscribe.run();
        service.setWanted(id, state.serviceWanted());
        service.enable(localOrigin());
        heartbeats.cancel();
        fetching.abandon();
        continuity.ifPresent(Continuity::stop);
        replication.dropBacklog();
        replication.stateChanged();
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

    /**
     * What the partner hears of this server when it asks.
     *
     * @param arguments of its heartbeat
     */
    ObjectNode heartbeatAnswer(HaArguments arguments) {
        boolean greets = arguments.map().has(Greeting.KEY);
        if (greets && isPartner(arguments.map().path("server-name").asString(""))) {
            continuity.ifPresent(c -> c.hearing().heardRequest(arguments.map()));
        }
        return HeartbeatAnswer.encode(
                state,
                arguments.asksForSettledUpdate()
                        ? Optional.of(replication.progress())
                        : Optional.empty(),
                continuity.filter(c -> greets).map(Continuity::greeting),
                moment().wallClock());
    }

    private boolean isPartner(String name) {
        return state.settings().partner().filter(p -> p.name().equals(name)).isPresent();
    }

    /** What two Tandem6 servers do beyond Kea's rules, if it is possible here. */
    public Optional<Continuity> continuity() {
        return continuity;
    }

    /** Why it is not possible, empty if it is. */
    String withoutContinuity() {
        return withoutContinuity;
    }

    /** What may be promised to clients at the moment. */
    public LeaseRights rights() {
        return continuity.map(Continuity::rights).orElse(LeaseRights.ALL);
    }

    /** The rest of the configuration is another one, and this relationship goes on. */
    public void reconfigured() {
        continuity.ifPresent(Continuity::reconfigured);
    }

    /**
     * Takes a lease update of a partner that is Tandem6.
     *
     * @return false if there is no such partner
     */
    public boolean receive(JsonNode arguments, Consumer<ControlResponse> answer) {
        String from = arguments.path("server-name").asString("");
        if (continuity.isEmpty() || stopped || !isPartner(from)) {
            return false;
        }
        continuity.get().receive(from, arguments, answer);
        return true;
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
        boolean again = event instanceof HaEvent.ResetRequested;
        if (isBackup() && (again || before.current() != ServerState.BACKUP)) {
            service.disable(localOrigin(), OptionalLong.empty());
        }
        service.setWanted(id, state.serviceWanted() || isBackup());
        takeOverIfHandedOver(before, event);
        transition.actions().forEach(this::perform);
        reports.changed(before, transition.state());
        replication.stateChanged();
    }

    /** The partner has stepped back, and said so. */
    private void takeOverIfHandedOver(HaState before, HaEvent event) {
        if (event instanceof HaEvent.NotificationAnswered
                && before.current() != ServerState.PARTNER_IN_MAINTENANCE
                && state.current() == ServerState.PARTNER_IN_MAINTENANCE) {
            continuity.ifPresent(c -> c.takeOver().byThis());
        }
    }

    /**
     * A backup server has its service off until the operator switches it on. That is therefore not
     * a wish, which nobody could overrule, but as good as a command in the name of this side.
     */
    private boolean isBackup() {
        return state.current() == ServerState.BACKUP;
    }

    private long localOrigin() {
        return ServiceState.HA_LOCAL + id;
    }

    /**
     * {@inheritDoc}
     *
     * <p>A client of the partner is left to it, and remembered while the partner is silent.
     */
    @Override
    public Verdict admit(Query query) {
        if (!service.state().isOn()) {
            return new ServiceDisabled();
        }
        continuity.ifPresent(Continuity::noticeJump);
        ServedClients.Choice choice = served.choose(state, query);
        if (choice.isOfPartner()) {
            handle(
                    new HaEvent.QueryLeftToPartner(
                            moment(),
                            query.clientId(),
                            query.elapsedMillis(),
                            choice.verdict() instanceof Serve));
        }
        return choice.verdict();
    }

    /** Lets the partner use what is this server's; {@code done} runs when that is on disk. */
    void handOver(Runnable done) {
        continuity.ifPresentOrElse(c -> c.takeOver().byPartner(done), done);
    }

    /**
     * Fetches a peer's leases at the operator's request. The partner tells them while both serve,
     * if there is an agreement with it.
     *
     * @param maxPeriodSeconds after how long a peer that stops serves again by itself, if ever
     */
    void fetchForOperator(
            Peer source, OptionalLong maxPeriodSeconds, Consumer<LeaseSync.Outcome> done) {
        Optional<Continuity> agreed =
                continuity.filter(c -> c.reconciles() && source.equals(partner()));
        if (agreed.isPresent()) {
            agreed.get().fetchAll(done);
        } else {
            fetching.byOperator(source, maxPeriodSeconds, done);
        }
    }

    /** The partner has fetched this server's leases. A Kea keeps to itself what it has besides. */
    void partnerFetched() {
        handle(new HaEvent.SyncCompleteNotified(moment()));
        if (!heartbeats.isPartnerTandem6()) {
            state.settings().partner().ifPresent(fetching::inReturn);
        }
    }

    /**
     * Hands in the operator's wish about maintenance, which the state must allow for; {@code done}
     * hears what the partner answered, when the state machine has heard it.
     */
    void maintain(HaEvent wish, Consumer<PeerResult> done) {
        maintenance.awaitedBy(done);
        handle(wish);
    }

    /**
     * True if this server may reclaim an expired lease. After HA has ended, the clients of the
     * partner are the partner's alone: it may have renewed the lease without telling.
     */
    public boolean reclaims(Lease lease) {
        if (continuity.filter(c -> c.account().isKept()).isPresent()) {
            return continuity.get().mayEnd(lease);
        }
        boolean ours =
                state.current() != ServerState.TERMINATED
                        || ServingScopes.owner(state.settings(), lease.duid())
                                .filter(state.scopes()::contains)
                                .isPresent();
        if (!ours) {
            log.log(HaMessage.HA_LEASE6_EXPIRE_RECLAMATION_SKIP, lease.address());
        }
        return ours;
    }

    private void perform(HaAction action) {
        switch (action) {
            case HaAction.ScheduleHeartbeat e -> heartbeats.schedule(e.delayMillis());
            case HaAction.CancelHeartbeat ignored -> heartbeats.cancel();
            case HaAction.SendHeartbeat ignored -> heartbeats.send(partner());
            case HaAction.StartSync ignored -> startSync();
            case HaAction.AbandonSync ignored -> {
                fetching.abandon();
                continuity.ifPresent(Continuity::abandonSync);
            }
            case HaAction.SendBacklog ignored -> replication.sendBacklog();
            case HaAction.DropBacklog ignored -> replication.dropBacklog();
            case HaAction.ResetPartner ignored -> resetPartner();
            case HaAction.NotifyMaintenance notice -> maintenance.send(partner(), notice);
            case HaAction.Report report -> reports.report(report.notice());
        }
    }

    /** Two servers with an agreement tell each other what they miss, and nobody has to stop. */
    private void startSync() {
        Optional<Continuity> agreed = continuity.filter(Continuity::reconciles);
        if (agreed.isPresent()) {
            agreed.get().sync(successful -> handle(new HaEvent.SyncFinished(moment(), successful)));
        } else {
            fetching.start(partner());
        }
    }

    private void resetPartner() {
        transport.send(
                partner(),
                commands.reset(),
                COMMAND_TIMEOUT,
                result -> {
                    boolean successful = result instanceof Answer answer && answer.isSuccess();
                    if (!successful) {
                        log.log(
                                result instanceof Answer
                                        ? HaMessage.HA_RESET_FAILED
                                        : HaMessage.HA_RESET_COMMUNICATIONS_FAILED,
                                partner().name(),
                                result.text());
                    }
                    handle(new HaEvent.PartnerResetFinished(moment(), successful));
                });
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

    private final class Feedback implements Relationship {
        @Override
        public HaState state() {
            return state;
        }

        @Override
        public boolean isStopped() {
            return stopped;
        }

        @Override
        public void askPartner(Duration timeout, Consumer<PeerResult> answered) {
            heartbeats.askAlone(partner(), timeout, answered);
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
