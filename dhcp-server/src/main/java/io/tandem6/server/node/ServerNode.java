package io.tandem6.server.node;

import io.tandem6.config.ServerConfig;
import io.tandem6.control.ControlResponse;
import io.tandem6.identity.Duid;
import io.tandem6.lease.Lease;
import io.tandem6.lease.LeaseType;
import io.tandem6.log.EventLog;
import io.tandem6.server.continuity.ContinuityFile;
import io.tandem6.server.continuity.End;
import io.tandem6.server.control.Command;
import io.tandem6.server.lease.CommittingLeases;
import io.tandem6.server.lease.FullReclamation;
import io.tandem6.server.lease.LeaseCounts;
import io.tandem6.server.lease.LeaseReclaimer;
import io.tandem6.server.lease.LeaseStore;
import io.tandem6.server.lease.LeaseTable;
import io.tandem6.server.lease.LeaseWriter;
import io.tandem6.server.lease.ReceivedUpdates;
import io.tandem6.server.lease.SharedLeaseStore;
import io.tandem6.server.lease.SharedLeases;
import io.tandem6.server.lease.WatchedLeases;
import io.tandem6.server.leasecommands.LeaseCommands;
import io.tandem6.server.leasecommands.LeasesReclaim;
import io.tandem6.server.loop.EventLoop;
import io.tandem6.server.net.Datagram;
import io.tandem6.server.net.DatagramSender;
import io.tandem6.server.peer.HighAvailability;
import io.tandem6.server.peer.OwnHalfWatch;
import io.tandem6.server.peer.PeerTransport;
import io.tandem6.server.peer.TrackedLeases;
import io.tandem6.server.peer.UpdateNumbers;
import io.tandem6.server.pipeline.ActiveConfig;
import io.tandem6.server.pipeline.PacketEvents;
import io.tandem6.server.pipeline.PacketPipeline;
import io.tandem6.server.pipeline.ReplyPorts;
import io.tandem6.server.service.DhcpService;
import io.tandem6.server.service.ServiceCommands;
import io.tandem6.server.service.ServiceState;
import io.tandem6.server.statistics.ServerStatistics;
import io.tandem6.server.statistics.Statistics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Consumer;

/**
 * One server: packet path, leases, HA and their commands, put together. Everything that touches the
 * outside is in {@link Ports}; everything that is random or particular to the host in {@link
 * Identity}.
 */
public final class ServerNode {
    private static final Duration SNAPSHOT_INTERVAL = Duration.ofSeconds(1);

    private final Ports ports;
    private final Identity identity;
    private final LeaseTable leases;
    private final WatchedLeases writer;
    private final ServerStatistics statistics;
    private final TrackedLeases tracked;
    private final PacketIntake intake;
    private final DhcpService service;
    private final Relationships relationships;
    private final PacketPipeline pipeline;
    private final List<Command> commands = new ArrayList<>();
    private LeaseReclaimer reclaimer;
    private volatile ServerConfig config;
    private volatile NodeSnapshot snapshot = NodeSnapshot.EMPTY;

    /**
     * Puts a server together; {@link #start} starts it.
     *
     * @param config the configuration
     * @param identity who this server is
     * @param leases the leases that the store holds; from here on the loop's
     * @param ports the outside
     */
    public ServerNode(ServerConfig config, Identity identity, LeaseTable leases, Ports ports) {
        this.ports = ports;
        this.identity = identity;
        this.leases = leases;
        this.config = config;
        EventLoop loop = ports.loop();
        this.statistics = new ServerStatistics(config, leases, loop::now, ports.events());
        this.writer = new WatchedLeases(ports.writer(leases));
        this.service = new DhcpService(loop);
        ReceivedUpdates received = new ReceivedUpdates();
        this.relationships =
                new Relationships(
                        config,
                        new HighAvailability.Surroundings(
                                loop,
                                ports.peers(),
                                service,
                                leases,
                                writer,
                                new UpdateNumbers(identity.incarnation()),
                                received,
                                identity.serverId(),
                                ports.log()),
                        ports.continuity(),
                        new OwnHalfWatch(leases, loop, ports.log()));
        this.tracked = tracked(End.WANTED);
        this.pipeline =
                new PacketPipeline(
                        loop,
                        identity.rules(config),
                        relationships.gate(),
                        leases,
                        relationships.rights(),
                        tracked,
                        relationships.replicator(),
                        ports.sender(),
                        identity.replyPorts(),
                        statistics.packets(),
                        ports.log());
        this.intake = new PacketIntake(loop, pipeline, statistics.packets());
        this.reclaimer = reclaimer(config);
        commands.addAll(ServiceCommands.of(service));
        commands.addAll(
                LeaseCommands.all(
                        leases,
                        new LeaseCommands.Operators(
                                operators(End.WANTED),
                                operators(End.FORCED),
                                relationships.consent()),
                        writer,
                        loop,
                        received,
                        relationships::receive,
                        () -> this.config.subnets(),
                        ControlResponse.CONFLICT));
        commands.add(
                new LeasesReclaim(
                        new FullReclamation(
                                leases,
                                tracked(End.EXPIRED),
                                loop,
                                relationships::reclaims,
                                this::reclaimed)));
        commands.addAll(statistics.commands(() -> this.config.subnets()));
    }

    private void reclaimed(Lease lease) {
        statistics.leases().reclaimed(lease);
        ports.reclaimed().accept(lease);
    }

    private TrackedLeases tracked(End end) {
        return new TrackedLeases(
                leases, writer, relationships::continuity, ports.loop(), end, false);
    }

    private TrackedLeases operators(End end) {
        return new TrackedLeases(
                leases, writer, relationships::continuity, ports.loop(), end, true);
    }

    private LeaseReclaimer reclaimer(ServerConfig of) {
        return new LeaseReclaimer(
                leases,
                tracked(End.EXPIRED),
                writer,
                relationships::mayForget,
                ports.loop(),
                of.expiredLeases(),
                relationships::reclaims,
                this::reclaimed,
                ports.log());
    }

    /**
     * Puts another configuration in force, in one step: every packet is handled by the one or by
     * the other. What is decided already is stored, replicated and answered as it was decided.
     * Leases stay, also those outside the new subnets. Event loop only.
     *
     * @throws IllegalArgumentException if the change needs a restart; nothing has changed then
     */
    public void reconfigure(ServerConfig next) {
        ConfigurationChange change = ConfigurationChange.between(config, next);
        if (!change.needsRestart().isEmpty()) {
            throw new IllegalArgumentException(String.join("; ", change.needsRestart()));
        }
        ActiveConfig rules = identity.rules(next);
        relationships.reconfigure(next);
        pipeline.reconfigure(rules);
        statistics.configure(next);
        if (change.parts().contains(ConfigurationChange.Part.RECLAMATION)) {
            reclaimer.stop();
            reclaimer = reclaimer(next);
            reclaimer.start();
        }
        config = next;
        takeSnapshot();
    }

    /** The configuration in force. Safe to call from any thread. */
    public ServerConfig config() {
        return config;
    }

    /**
     * The commands that concern leases, service and HA. Those of HA are others after each
     * reconfiguration.
     */
    public List<Command> commands() {
        List<Command> all = new ArrayList<>(commands);
        all.addAll(relationships.commands());
        return List.copyOf(all);
    }

    /** Present values of the statistics. Safe to call from any thread. */
    public Statistics statistics() {
        return statistics.values();
    }

    /** Who has the DHCP service off; event loop only. */
    public ServiceState serviceState() {
        return service.state();
    }

    /**
     * Switches the DHCP service off or on in the name of {@code origin}, one of those of {@link
     * ServiceState}; event loop only.
     */
    public void serve(long origin, boolean on) {
        if (on) {
            service.enable(origin);
        } else {
            service.disable(origin, OptionalLong.empty());
        }
    }

    /** The HA relationships; event loop only. */
    public Relationships relationships() {
        return relationships;
    }

    /** Takes a datagram; called on the receiving thread. */
    public void received(Datagram datagram) {
        intake.received(datagram);
    }

    /** Starts timers and HA. */
    public void start() {
        ports.loop()
                .execute(
                        () -> {
                            reclaimer.start();
                            relationships.start();
                            watch();
                        });
    }

    /** Ends timers and HA; called before the loop ends. */
    public void stop() {
        ports.loop()
                .execute(
                        () -> {
                            relationships.stop();
                            reclaimer.stop();
                        });
    }

    /** How the server is, or was up to a second ago. Safe to call from any thread. */
    public NodeSnapshot snapshot() {
        return snapshot;
    }

    private void watch() {
        relationships.lookAtOwnHalf();
        takeSnapshot();
        if (!writer.canStore()) {
            // No packet will find out that it is over, since none is stored.
            writer.commit(List.of(), outcome -> {});
        }
        ports.loop().schedule(SNAPSHOT_INTERVAL, this::watch);
    }

    private void takeSnapshot() {
        Map<LeaseType, LeaseCounts> counts = new EnumMap<>(LeaseType.class);
        for (LeaseType type : LeaseType.values()) {
            counts.put(type, leases.totals(type));
        }
        snapshot =
                new NodeSnapshot(
                        relationships.states(),
                        counts,
                        pipeline.parked(),
                        relationships.continuing());
    }

    /**
     * The outside.
     *
     * @param loop runs everything
     * @param store makes leases durable
     * @param sender sends replies
     * @param peers reaches the partner
     * @param continuity where it is kept what the partner knows
     * @param events hears what happens to packets
     * @param reclaimed hears of each lease that was reclaimed
     * @param log hears what deserves attention
     */
    public record Ports(
            EventLoop loop,
            LeaseStore store,
            DatagramSender sender,
            PeerTransport peers,
            ContinuityFile continuity,
            PacketEvents events,
            Consumer<Lease> reclaimed,
            EventLog log) {
        private LeaseWriter writer(LeaseTable leases) {
            return store instanceof SharedLeaseStore shared
                    ? new SharedLeases(leases, shared, loop)
                    : new CommittingLeases(leases, store, loop);
        }
    }

    /**
     * What distinguishes this server from others with the same configuration.
     *
     * @param serverId its DUID
     * @param incarnation a number higher than that of all earlier starts, as Unix time
     * @param allocationSeed where clients' searches for free addresses start
     * @param replyPorts destination ports of replies
     */
    public record Identity(
            Duid serverId, long incarnation, long allocationSeed, ReplyPorts replyPorts) {
        private ActiveConfig rules(ServerConfig config) {
            return ActiveConfig.of(config, serverId, allocationSeed);
        }
    }
}
