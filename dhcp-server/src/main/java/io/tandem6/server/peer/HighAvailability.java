package io.tandem6.server.peer;

import io.tandem6.config.HaSettings;
import io.tandem6.config.HaSettings.Peer;
import io.tandem6.control.ControlResponse;
import io.tandem6.identity.Duid;
import io.tandem6.lease.Lease;
import io.tandem6.log.EventLog;
import io.tandem6.server.continuity.LeaseRights;
import io.tandem6.server.ha.HaAction;
import io.tandem6.server.ha.HaEvent;
import io.tandem6.server.ha.HaState;
import io.tandem6.server.ha.Moment;
import io.tandem6.server.ha.Transition;
import io.tandem6.server.lease.LeaseView;
import io.tandem6.server.lease.ReceivedUpdates;
import io.tandem6.server.lease.WatchedLeases;
import io.tandem6.server.loop.EventLoop;
import io.tandem6.server.pipeline.Replicator;
import io.tandem6.server.pipeline.ServiceGate;
import io.tandem6.server.service.DhcpService;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;

/**
 * One HA relationship of this server: makes its parts, and has them carry out what the state
 * machine decides. Decides nothing itself. Everything here runs on the event loop.
 */
public final class HighAvailability implements ServiceGate {
    private final int id;
    private final EventLog log;
    private final Optional<Continuity> continuity;
    private final Agreeing agreeing;
    private final String withoutContinuity;
    private final HaDriver driver;
    private final ServiceOrigin service;
    private final HaReports reports;
    private final LeaseReplication replication;
    private final Heartbeats heartbeats;
    private final Synchronization synchronization;
    private final MaintenanceNotice maintenance;
    private final PartnerReset reset;
    private final PartnerRequests requests;
    private final ServedClients served;

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
        EventLoop loop = with.loop();
        PeerTransport transport = with.transport();
        PeerCommands commands = new PeerCommands(settings.thisServerName(), id);
        this.id = id;
        this.agreeing = agreeing;
        log = with.log();
        driver = new HaDriver(settings, loop, this::askPartner, this::carryOut);
        service = new ServiceOrigin(id, with.service(), driver);
        reports = new HaReports(settings, log);
        withoutContinuity = agreeing.obstacleIn(settings);
        continuity =
                withoutContinuity.isEmpty()
                        ? Optional.of(
                                new Continuity(
                                        settings,
                                        driver,
                                        new ContinuitySurroundings(
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
                        driver,
                        transport,
                        commands,
                        with.numbers(),
                        new UpdateLog(log),
                        continuity);
        Fetching fetching =
                new Fetching(
                        settings,
                        driver,
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
        synchronization = new Synchronization(driver, fetching, continuity);
        heartbeats =
                new Heartbeats(loop, transport, commands, driver, with.received(), log, continuity);
        maintenance = new MaintenanceNotice(loop, transport, commands, driver, log);
        reset = new PartnerReset(transport, commands, driver, log);
        requests = new PartnerRequests(driver, heartbeats, fetching, replication, continuity);
        served = new ServedClients(settings, continuity);
    }

    private boolean hasToldAll() {
        return replication.isIdle();
    }

    private void askPartner(Duration timeout, Consumer<PeerResult> answered) {
        heartbeats.askAlone(partner(), timeout, answered);
    }

    /** Begins: the service is off until the partner's state is known. */
    public void start() {
        reports.started();
        service.start();
        if (!withoutContinuity.isEmpty()
                && agreeing != Agreeing.NEVER
                && state().settings().partner().isPresent()) {
            log.log(HaMessage.TANDEM6_CONTINUITY_OFF, withoutContinuity);
        }
        handle(new HaEvent.Started(moment()));
        service.look();
        continuity.ifPresent(Continuity::start);
    }

    /**
     * Ends heartbeats and synchronization for good; what comes in late is ignored. Updates that the
     * partner has not been sent yet are given up, so that their clients ask again. The DHCP service
     * stays as it is: whoever goes on without HA must say that this relationship wants it on.
     */
    public void stop() {
        driver.stop();
        service.end();
        heartbeats.cancel();
        synchronization.abandon();
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
        return driver.state();
    }

    /** What the partner asks of this server. */
    PartnerRequests requests() {
        return requests;
    }

    /** What brings other servers' leases here. */
    Synchronization synchronization() {
        return synchronization;
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
        return requests.update(arguments, answer);
    }

    /** The time now, as events carry it. */
    Moment moment() {
        return driver.moment();
    }

    /** Feeds the state machine. */
    void handle(HaEvent event) {
        driver.handle(event);
    }

    private void carryOut(HaState before, HaEvent event, Transition transition) {
        service.follow(before.current(), event);
        transition.actions().forEach(this::perform);
        reports.changed(before, transition.state());
        replication.stateChanged();
    }

    /**
     * {@inheritDoc}
     *
     * <p>A client of the partner is left to it, and remembered while the partner is silent.
     */
    @Override
    public Verdict admit(Query query) {
        if (!service.isOn()) {
            return new ServiceDisabled();
        }
        continuity.ifPresent(Continuity::noticeJump);
        ServedClients.Choice choice = served.choose(state(), query);
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

    /**
     * Hands in the operator's wish about maintenance, which the state must allow for; {@code done}
     * hears what the partner answered, when the state machine has heard it.
     */
    void maintain(HaEvent wish, Consumer<PeerResult> done) {
        maintenance.awaitedBy(done);
        handle(wish);
    }

    /** True if this server may reclaim an expired lease; says so if it may not. */
    public boolean reclaims(Lease lease) {
        if (continuity.filter(c -> c.account().isKept()).isPresent()) {
            return continuity.get().mayEnd(lease);
        }
        boolean ours = state().mayReclaim(lease.duid());
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
            case HaAction.StartSync ignored -> synchronization.start(partner());
            case HaAction.AbandonSync ignored -> synchronization.abandon();
            case HaAction.SendBacklog ignored -> replication.sendBacklog();
            case HaAction.DropBacklog ignored -> replication.dropBacklog();
            case HaAction.ResetPartner ignored -> reset.send(partner());
            case HaAction.NotifyMaintenance notice -> maintenance.send(partner(), notice);
            case HaAction.TakeOver ignored -> continuity.ifPresent(c -> c.takeOver().byThis());
            case HaAction.Report report -> reports.report(report.notice());
        }
    }

    private Peer partner() {
        return state().settings().partner().orElseThrow();
    }
}
