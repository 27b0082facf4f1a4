package io.tandem6.server.boot;

import io.micrometer.core.instrument.MeterRegistry;
import io.tandem6.address.Ipv6Address;
import io.tandem6.config.HttpListener;
import io.tandem6.config.Problem;
import io.tandem6.config.ServerConfig;
import io.tandem6.identity.Duid;
import io.tandem6.log.EventLog;
import io.tandem6.runtime.Slf4jEventLog;
import io.tandem6.server.admin.AdminCommands;
import io.tandem6.server.admin.ServerStatus;
import io.tandem6.server.admin.ServerVersion;
import io.tandem6.server.control.CommandRegistry;
import io.tandem6.server.control.ControlSocket;
import io.tandem6.server.control.ControlSocketSettings;
import io.tandem6.server.ha.ServerState;
import io.tandem6.server.loop.ThreadedEventLoop;
import io.tandem6.server.metrics.ServerMetrics;
import io.tandem6.server.net.Endpoint;
import io.tandem6.server.net.UdpSockets;
import io.tandem6.server.node.ServerNode;
import io.tandem6.server.peer.HttpPeerTransport;
import io.tandem6.server.pipeline.ReplyPorts;
import io.tandem6.server.serverid.ServerIdFile;
import io.tandem6.server.service.DhcpStateStatus;
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
import tools.jackson.databind.node.ObjectNode;

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
    private volatile @Nullable ServerNode node;

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
        OpenedLeases leases = OpenedLeases.open(config, started, log);
        opened.push(leases.close()::run);
        ThreadedEventLoop loop =
                new ThreadedEventLoop(
                        Clock.systemUTC(),
                        failure -> log.log(BootLog.TANDEM6_TASK_FAILED, failure));
        opened.push(loop);
        HttpPeerTransport peers =
                new HttpPeerTransport(loop, PeerIdentities.load(config, started).orThrow());
        opened.push(peers);
        ServerMetrics metrics = new ServerMetrics(meters);
        ServerNode built =
                new ServerNode(
                        config,
                        new ServerNode.Identity(
                                serverId,
                                random.nextLong(),
                                new ReplyPorts(launch.options().replyPort())),
                        leases.table(),
                        new ServerNode.Ports(
                                loop,
                                leases.store(),
                                this::send,
                                peers,
                                metrics,
                                metrics::reclaimed,
                                log));
        new NodeGauges(built::snapshot).register(meters);
        node = built;
        loop.start();
        leases.startCleanup().accept(loop);
        openControlSocket(built, loop, exit);
        UdpSockets udp =
                new UdpSockets(
                        config.interfaces(), launch.options().serverPort(), built::received, log);
        sockets = udp;
        opened.push(built::stop);
        opened.push(udp);
        built.start();
        udp.start();
        serving = true;
        log.log(BootLog.DHCP6_STARTED, version.version(), serverId);
    }

    private void openControlSocket(ServerNode built, ThreadedEventLoop loop, IntConsumer exit)
            throws IOException {
        Optional<String> path = launch.config().controlSocket();
        if (path.isEmpty()) {
            return;
        }
        CommandRegistry commands = new CommandRegistry(built.commands(), log);
        commands.add(AdminCommands.versionGet(version));
        commands.add(AdminCommands.buildReport(version));
        commands.add(AdminCommands.configGet(launch.config()::tree));
        commands.add(AdminCommands.configTest(this::problems));
        commands.add(AdminCommands.statusGet(() -> status(built)));
        commands.add(AdminCommands.shutdown(status -> stopSoon(exit, status)));
        opened.push(
                ControlSocket.open(
                        ControlSocketSettings.standard(Path.of(path.get())), loop, commands, log));
    }

    private List<Problem> problems(String configuration) {
        return launch.file().parse("<wire>", configuration).problems();
    }

    private ObjectNode status(ServerNode built) {
        return ServerStatus.of(
                ProcessHandle.current().pid(),
                Duration.between(started, Instant.now()).toSeconds(),
                socketProblems(),
                DhcpStateStatus.of(built.serviceState()),
                built.relationships().status());
    }

    /** The HA state, if the server has a partner and has started. */
    Optional<ServerState> haState() {
        ServerNode built = node;
        return built == null ? Optional.empty() : built.snapshot().haState();
    }

    /** What cannot be listened on at present. */
    List<String> socketProblems() {
        UdpSockets open = sockets;
        return open == null ? List.of("not opened yet") : open.problems();
    }

    /** The command's answer must get out before the process ends. */
    private void stopSoon(IntConsumer exit, int status) {
        Thread.ofPlatform().name("shutdown").start(() -> exit.accept(status));
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
            log.log(BootLog.DHCP6_SHUTDOWN);
        }
    }
}
