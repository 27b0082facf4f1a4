package io.tandem6.server.node;

import io.tandem6.config.ServerConfig;
import io.tandem6.identity.Duid;
import io.tandem6.log.EventLog;
import io.tandem6.server.control.Command;
import io.tandem6.server.lease.CommittingLeases;
import io.tandem6.server.lease.LeaseStore;
import io.tandem6.server.lease.LeaseTable;
import io.tandem6.server.loop.EventLoop;
import io.tandem6.server.net.Datagram;
import io.tandem6.server.net.DatagramSender;
import io.tandem6.server.pipeline.ActiveConfig;
import io.tandem6.server.pipeline.PacketEvents;
import io.tandem6.server.pipeline.PacketPipeline;
import io.tandem6.server.pipeline.ReplyPorts;
import io.tandem6.server.service.DhcpService;
import io.tandem6.server.service.ServiceCommands;
import java.util.ArrayList;
import java.util.List;

/**
 * One server: packet path, leases, HA and their commands, put together. Everything that touches the
 * outside is in {@link Ports}; everything that is random or particular to the host in {@link
 * Identity}.
 */
public final class ServerNode {
    private final Ports ports;
    private final LeaseTable leases;
    private final PacketIntake intake;
    private final Relationships relationships;
    private final List<Command> commands = new ArrayList<>();

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
        this.leases = leases;
        EventLoop loop = ports.loop();
        CommittingLeases writer = new CommittingLeases(leases, ports.store(), loop);
        DhcpService service = new DhcpService(loop);
        this.relationships = new Relationships(service);
        PacketPipeline pipeline =
                new PacketPipeline(
                        loop,
                        ActiveConfig.of(config, identity.serverId(), identity.allocationSeed()),
                        relationships.gate(),
                        leases,
                        writer,
                        relationships.replicator(),
                        ports.sender(),
                        identity.replyPorts(),
                        ports.events(),
                        ports.log());
        this.intake = new PacketIntake(loop, pipeline, ports.events());
        commands.addAll(ServiceCommands.of(service));
        commands.addAll(relationships.commands());
    }

    /** The commands that concern leases, service and HA. */
    public List<Command> commands() {
        return List.copyOf(commands);
    }

    /** The leases; event loop only. */
    public LeaseTable leases() {
        return leases;
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
                            relationships.start();
                        });
    }

    /**
     * The outside.
     *
     * @param loop runs everything
     * @param store makes leases durable
     * @param sender sends replies
     * @param events hears what happens to packets
     * @param log hears what deserves attention
     */
    public record Ports(
            EventLoop loop,
            LeaseStore store,
            DatagramSender sender,
            PacketEvents events,
            EventLog log) {}

    /**
     * What distinguishes this server from others with the same configuration.
     *
     * @param serverId its DUID
     * @param allocationSeed where clients' searches for free addresses start
     * @param replyPorts destination ports of replies
     */
    public record Identity(Duid serverId, long allocationSeed, ReplyPorts replyPorts) {}
}
