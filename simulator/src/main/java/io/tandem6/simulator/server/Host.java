package io.tandem6.simulator.server;

import io.tandem6.address.Ipv6Address;
import io.tandem6.config.ServerConfig;
import io.tandem6.control.ControlRequest;
import io.tandem6.control.ControlResponse;
import io.tandem6.identity.Duid;
import io.tandem6.lease.Lease;
import io.tandem6.lease.LeaseChange;
import io.tandem6.log.EventLog;
import io.tandem6.server.control.Command;
import io.tandem6.server.control.CommandRegistry;
import io.tandem6.server.ha.ServerState;
import io.tandem6.server.lease.LeaseStore;
import io.tandem6.server.lease.LeaseTable;
import io.tandem6.server.loop.EventLoop;
import io.tandem6.server.net.Datagram;
import io.tandem6.server.net.DatagramSender;
import io.tandem6.server.node.NodeSnapshot;
import io.tandem6.server.node.ServerNode;
import io.tandem6.server.peer.ContinuityReport;
import io.tandem6.server.peer.PeerTransport;
import io.tandem6.server.pipeline.ReplyPorts;
import io.tandem6.simulator.time.HostClock;
import io.tandem6.simulator.time.Timeline;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A host with a disk, a clock and, most of the time, a server process. */
public final class Host {
    private final int number;
    private final Duid serverId;
    private final Timeline timeline;
    private final RandomGenerator random;
    private final Surroundings surroundings;
    private final HostClock clock;
    private final SimulatedDisk disk;
    private ServerConfig config;
    private @Nullable Life life;
    private boolean agentAnswers = true;
    private int switchedOff;

    /** What a host needs of the world. */
    public interface Surroundings {
        /**
         * Sends a reply of the host to a client.
         *
         * @param age nanoseconds since the server looked at the message that it answers
         */
        void reply(Host from, byte[] payload, Ipv6Address destination, long age);

        /** The host's way to its partner in one life of its server. */
        PeerTransport peers(Host from, EventLoop loop);

        /** The durable lease of an address changed. */
        void leaseChanged(Host host, Ipv6Address address);

        /** The server threw what it should not have. */
        void failed(Host host, Throwable failure);

        /** The server dies with changes that are not on disk. */
        void diesUnsynced(Host host);

        /** Where its messages go. */
        EventLog log(Host host);
    }

    /** {@code looks} says when it looked at which transaction for the last time. */
    private record Life(
            SimulatedLoop loop,
            LeaseTable table,
            ServerNode node,
            CommandRegistry commands,
            Map<Integer, Long> looks) {}

    /** A host whose disk is empty and whose server was never started. */
    public Host(
            int number,
            Duid serverId,
            ServerConfig config,
            Timeline timeline,
            RandomGenerator random,
            Surroundings surroundings) {
        this.number = number;
        this.serverId = serverId;
        this.config = config;
        this.timeline = timeline;
        this.random = random;
        this.surroundings = surroundings;
        this.clock = new HostClock(timeline);
        this.disk =
                new SimulatedDisk(
                        timeline, random, address -> surroundings.leaseChanged(this, address));
    }

    /** 0 for the primary, 1 for the other one. */
    public int number() {
        return number;
    }

    /** As people call it. */
    public String name() {
        return "server" + (number + 1);
    }

    /** The DUID of its server. */
    public Duid serverId() {
        return serverId;
    }

    /** Its disk. */
    public SimulatedDisk disk() {
        return disk;
    }

    /** Its clock. */
    public HostClock clock() {
        return clock;
    }

    /** The configuration in force, or with which the server will start. */
    public ServerConfig config() {
        return config;
    }

    /** True if there is a server process, stopped or not. */
    public boolean isUp() {
        return life != null;
    }

    /** True as long as the server process that there is now is not dead. */
    public BooleanSupplier untilItDies() {
        Life running = life;
        return () -> running != null && life == running;
    }

    /** True if something on the host answers that the server is offline while it is. */
    public boolean agentAnswers() {
        return agentAnswers;
    }

    /** Starts the server with what is on the disk, unless it runs or the host is switched off. */
    public void start() {
        if (life != null || switchedOff > 0) {
            return;
        }
        agentAnswers = true;
        SimulatedLoop loop = new SimulatedLoop(timeline, clock, e -> surroundings.failed(this, e));
        LeaseTable table = new LeaseTable();
        disk.leases().forEach(lease -> table.apply(LeaseChange.of(lease)));
        LeaseStore store = disk.open(loop, clock.now().getEpochSecond());
        Map<Integer, Long> looks = new HashMap<>();
        DatagramSender sender =
                (payload, destination, port, via) -> {
                    if (!loop.isDead()) {
                        long now = timeline.now();
                        long looked = looks.getOrDefault(transaction(payload), now);
                        surroundings.reply(this, payload, destination, now - looked);
                    }
                };
        EventLog log = surroundings.log(this);
        ServerNode node =
                new ServerNode(
                        config,
                        new ServerNode.Identity(
                                serverId,
                                disk.incarnation(),
                                random.nextLong(),
                                ReplyPorts.STANDARD),
                        table,
                        new ServerNode.Ports(
                                loop,
                                store,
                                sender,
                                surroundings.peers(this, loop),
                                disk.continuity(loop),
                                SilentPacketEvents.INSTANCE,
                                lease -> {},
                                log));
        life = new Life(loop, table, node, new CommandRegistry(node.commands(), log), looks);
        node.start();
    }

    /**
     * Ends the server without warning.
     *
     * @param silently nothing on the host answers for it any more
     */
    public void crash(boolean silently) {
        if (life != null) {
            if (disk.hasUnsynced()) {
                surroundings.diesUnsynced(this);
            }
            life.loop.kill();
            disk.crash();
            life = null;
        }
        agentAnswers = !silently && switchedOff == 0;
    }

    /**
     * Switches the host off. Whatever else happens to its server ends without starting it: who says
     * that the host is off must be right until it is switched on.
     */
    public void switchOff() {
        switchedOff++;
        crash(true);
    }

    /** Switches it on again, and starts its server, if nobody else has switched it off. */
    public void switchOn() {
        switchedOff--;
        start();
    }

    /** Stops the process for a while, as a suspended machine does. */
    public void pause() {
        if (life != null) {
            life.loop.pause();
        }
    }

    /** Suspends the whole host, with its monotonic clock. */
    public void suspend() {
        clock.suspend();
        pause();
    }

    /** Lets a stopped process or a suspended host go on. */
    public void resume() {
        clock.resume();
        if (life != null) {
            life.loop.resume();
        }
    }

    /** Puts another configuration in force, or has the next start use it. */
    public void reconfigure(ServerConfig next) {
        config = next;
        Life running = life;
        if (running != null) {
            running.loop.execute(
                    () -> {
                        List<Command> before = running.node.commands();
                        running.node.reconfigure(next);
                        running.commands.replace(before, running.node.commands());
                    });
        }
    }

    /** A datagram arrives. */
    public void receive(Datagram datagram) {
        Life running = life;
        if (running != null) {
            running.loop.run(
                    () -> {
                        running.looks.put(transaction(datagram.payload()), timeline.now());
                        running.node.received(datagram);
                    });
        }
    }

    /** The transaction ID of a message that no relay has wrapped (RFC 9915 section 8). */
    private static int transaction(byte[] message) {
        return (message[1] & 0xff) << 16 | (message[2] & 0xff) << 8 | (message[3] & 0xff);
    }

    /**
     * Has the server execute a command.
     *
     * @return false if there is no server; {@code answer} is never called then, nor if it dies
     */
    public boolean execute(
            String command, @Nullable JsonNode arguments, Consumer<ControlResponse> answer) {
        Life running = life;
        if (running == null) {
            return false;
        }
        running.loop.run(
                () -> running.commands.execute(new ControlRequest(command, arguments), answer));
        return true;
    }

    /** The HA state, up to a second old; none without a process or before its first second. */
    public Optional<ServerState> state() {
        if (life == null) {
            return Optional.empty();
        }
        List<NodeSnapshot.Relationship> relationships = life.node.snapshot().relationships();
        return relationships.isEmpty()
                ? Optional.empty()
                : Optional.of(relationships.getFirst().state());
    }

    /** How continuity with the partner is, up to a second old, if it is possible. */
    public Optional<ContinuityReport> continuity() {
        return life == null
                ? Optional.empty()
                : life.node.snapshot().continuity().map(NodeSnapshot.Continuing::report);
    }

    /** True if somebody has switched its service off. */
    public boolean isServiceOff() {
        Life running = life;
        return running == null || !running.node.serviceState().isOn();
    }

    /** What the process has in memory; nothing without one. */
    public List<Lease> leases() {
        List<Lease> all = new ArrayList<>();
        if (life != null) {
            life.table.forEach(all::add);
        }
        return all;
    }

    /** The lease that the process has in memory. */
    public @Nullable Lease find(Ipv6Address address) {
        return life == null ? null : life.table.find(address);
    }
}
