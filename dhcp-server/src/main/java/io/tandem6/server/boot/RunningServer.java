package io.tandem6.server.boot;

import io.micrometer.core.instrument.MeterRegistry;
import io.tandem6.address.Ipv6Address;
import io.tandem6.config.HttpListener;
import io.tandem6.config.Problem;
import io.tandem6.config.ServerConfig;
import io.tandem6.identity.Duid;
import io.tandem6.log.EventLog;
import io.tandem6.runtime.Slf4jEventLog;
import io.tandem6.server.admin.ServerVersion;
import io.tandem6.server.control.CommandRegistry;
import io.tandem6.server.journal.LeaseFileCleanupTimer;
import io.tandem6.server.journal.LeaseFileWatch;
import io.tandem6.server.lease.LeaseStore;
import io.tandem6.server.loop.ThreadedEventLoop;
import io.tandem6.server.metrics.ServerMetrics;
import io.tandem6.server.metrics.SubnetMeters;
import io.tandem6.server.net.Endpoint;
import io.tandem6.server.net.UdpSockets;
import io.tandem6.server.node.NodeSnapshot;
import io.tandem6.server.node.ServerNode;
import io.tandem6.server.peer.HttpPeerTransport;
import io.tandem6.server.pipeline.ReplyPorts;
import io.tandem6.server.serverid.ServerIdFile;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * A server on a real host: opens files, threads and sockets around a {@link ServerNode}, leases
 * first, then the control socket, then the UDP sockets; and closes them in the reverse order, so
 * that no packet is taken that cannot be answered.
 */
public final class RunningServer implements AutoCloseable {
    private final Launch launch;
    private final MeterRegistry meters;
    private final EventLog log = new Slf4jEventLog(DhcpServerApplication.ROOT_LOGGER);
    private final Instant started = Instant.now();
    private final Deque<AutoCloseable> opened = new ArrayDeque<>();
    private final ServerVersion version = BuildVersion.read();
    private boolean serving;
    private volatile @Nullable UdpSockets sockets;
    private volatile @Nullable LeaseStore store;
    private volatile @Nullable ServerNode node;
    private volatile @Nullable Reconfiguration reconfiguration;

    RunningServer(Launch launch, MeterRegistry meters) {
        this.launch = launch;
        this.meters = meters;
    }

    /**
     * Opens everything.
     *
     * @param exit ends the process with a status
     * @throws StartupException if something that must be there cannot be opened
     */
    synchronized void start(IntConsumer exit) {
        try {
            open(exit);
        } catch (IOException e) {
            throw new StartupException(String.valueOf(e.getMessage()), e);
        }
    }

    private void open(IntConsumer exit) throws IOException {
        ServerConfig config = launch.config();
        for (Problem warning : launch.warnings()) {
            log.log(BootLog.DHCP6_CONFIG_WARNING, warning);
        }
        for (HttpListener listener : config.httpListeners()) {
            log.log(BootLog.TANDEM6_HTTP_SERVED_BY_AGENT, listener.authority(), listener.origin());
        }
        SecureRandom random = new SecureRandom();
        Duid serverId =
                new ServerIdFile(Path.of(config.dataDirectory()))
                        .loadOrCreate(config.serverId(), started, random);
        log.log(
                BootLog.DHCP6_USING_SERVERID,
                serverId,
                Path.of(config.dataDirectory(), ServerIdFile.NAME));
        Instant loading = Instant.now();
        OpenedLeases leases = OpenedLeases.open(config, started, log);
        Duration loaded = Duration.between(loading, Instant.now());
        opened.push(leases.close()::run);
        store = leases.store();
        ThreadedEventLoop loop =
                new ThreadedEventLoop(
                        Clock.systemUTC(),
                        failure -> log.log(BootLog.TANDEM6_TASK_FAILED, failure));
        opened.push(loop);
        HttpPeerTransport peers =
                new HttpPeerTransport(loop, PeerIdentities.load(config, started).orThrow());
        opened.push(peers);
        ServerNode built = node(serverId, random.nextLong(), leases, loop, peers);
        NodeGauges gauges = new NodeGauges(built::snapshot);
        gauges.register(meters, config.highAvailability());
        ContinuityGauges continuityGauges = new ContinuityGauges(built::snapshot);
        continuityGauges.register(meters, config);
        NodeGauges.failing(meters, leases.store());
        leases.database().ifPresent(database -> NodeGauges.waiting(meters, database));
        leases.file().ifPresent(file -> NodeGauges.replaced(meters, file));
        SubnetMeters subnetMeters = new SubnetMeters(meters, built.statistics());
        subnetMeters.show(config.subnets());
        LeaseFileCleanupTimer cleanup =
                new LeaseFileCleanupTimer(
                        loop, config.leaseDatabase().lfcIntervalSeconds(), leases.cleanUp());
        UdpSockets udp =
                new UdpSockets(
                        config.interfaces(), launch.options().serverPort(), built::received, log);
        node = built;
        loop.start();
        loop.execute(cleanup::start);
        leases.file()
                .map(file -> new LeaseFileWatch(loop, file, leases.table(), log))
                .ifPresent(watch -> loop.execute(watch::start));
        built.start();
        leases.database()
                .ifPresent(
                        database ->
                                database.watch(
                                        new LeaseDatabaseLoss(
                                                config.leaseDatabase().database().onFail(),
                                                loop,
                                                built,
                                                exit)));
        CommandRegistry commands = new CommandRegistry(built.commands(), log);
        ControlChannel control = new ControlChannel(loop, commands, log);
        Reconfiguration changes =
                new Reconfiguration(
                        launch.file(),
                        built,
                        commands,
                        new NodeSurroundings(
                                launch.options().debug(),
                                loop,
                                control,
                                udp,
                                cleanup,
                                peers,
                                next -> {
                                    gauges.relationships(meters, next.highAvailability());
                                    continuityGauges.register(meters, next);
                                    subnetMeters.show(next.subnets());
                                }),
                        loop,
                        log,
                        started);
        openControlSocket(built, commands, control, changes, exit);
        reconfiguration = changes;
        opened.push(built::stop);
        opened.push(udp);
        opened.push(changes);
        sockets = udp;
        udp.start();
        serving = true;
        log.log(
                BootLog.DHCP6_CONFIG_COMPLETE,
                config.subnets().size(),
                config.highAvailability().size());
        log.log(BootLog.DHCP6_STARTED, version.version(), serverId);
        Instant now = Instant.now();
        StartTimes.configured(started).log(log, loaded, now);
    }

    private ServerNode node(
            Duid serverId,
            long allocationSeed,
            OpenedLeases leases,
            ThreadedEventLoop loop,
            HttpPeerTransport peers) {
        ServerMetrics metrics = new ServerMetrics(meters);
        return new ServerNode(
                launch.config(),
                new ServerNode.Identity(
                        serverId,
                        leases.incarnation(),
                        allocationSeed,
                        new ReplyPorts(launch.options().replyPort())),
                leases.table(),
                new ServerNode.Ports(
                        loop,
                        leases.store(),
                        this::send,
                        peers,
                        leases.continuity(),
                        metrics,
                        metrics::reclaimed,
                        log));
    }

    private void openControlSocket(
            ServerNode built,
            CommandRegistry commands,
            ControlChannel control,
            Reconfiguration changes,
            IntConsumer exit)
            throws IOException {
        new ServerCommands(version, started, built, changes, this::socketProblems, exit)
                .all()
                .forEach(commands::add);
        opened.push(control);
        try (ControlChannel.Move first = control.prepare(launch.config().controlSocket())) {
            first.commit();
        }
    }

    /** Reads the configuration file again, as the command {@code config-reload} does; soon. */
    void hangUp() {
        Reconfiguration changes = reconfiguration;
        if (changes != null) {
            changes.hangUp();
        }
    }

    /** How the server is; nothing is known before it has started. */
    NodeSnapshot snapshot() {
        ServerNode built = node;
        return built == null ? NodeSnapshot.EMPTY : built.snapshot();
    }

    /** Why leases cannot be written at present, if so. */
    Optional<String> leaseTrouble() {
        LeaseStore opened = store;
        return opened == null ? Optional.empty() : opened.trouble();
    }

    /** What cannot be listened on at present. */
    List<String> socketProblems() {
        UdpSockets open = sockets;
        return open == null ? List.of("not opened yet") : open.problems();
    }

    private void send(byte[] payload, Ipv6Address destination, int port, Endpoint via) {
        UdpSockets open = sockets;
        if (open != null) {
            open.send(payload, destination, port, via);
        }
    }

    @Override
    public synchronized void close() {
        while (!opened.isEmpty()) {
            try {
                opened.pop().close();
            } catch (Exception e) {
                log.log(BootLog.TANDEM6_CLOSE_FAILED, e);
            }
        }
        if (serving) {
            serving = false;
            log.log(BootLog.DHCP6_SHUTDOWN);
        }
    }
}
