package io.tandem6.server.pipeline;

import io.tandem6.identity.Duid;
import io.tandem6.lease.LeaseChange;
import io.tandem6.log.EventLog;
import io.tandem6.message.ClientMessage;
import io.tandem6.message.Decoded;
import io.tandem6.message.MessageType;
import io.tandem6.message.Packet;
import io.tandem6.message.PacketCodec;
import io.tandem6.message.RelayMessage;
import io.tandem6.option.ElapsedTime;
import io.tandem6.server.exchange.Decision;
import io.tandem6.server.exchange.DropReason;
import io.tandem6.server.exchange.Request;
import io.tandem6.server.lease.LeaseStore;
import io.tandem6.server.lease.LeaseView;
import io.tandem6.server.lease.LeaseWriter;
import io.tandem6.server.loop.EventLoop;
import io.tandem6.server.net.Datagram;
import io.tandem6.server.net.DatagramSender;
import io.tandem6.server.subnet.Arrival;
import io.tandem6.server.subnet.Link;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The way of a packet, in order: decode, unwrap relays, discard what no server answers, ask the HA
 * state whether it is ours, select the subnet, decide, store, replicate, encode, send. Runs on the
 * event loop.
 *
 * <p>Invariant: a reply that promises a lease leaves after the lease is on disk here and after the
 * partner, if it must know, has acknowledged it. Until then the exchange is parked; when either
 * fails there is no reply, and the client asks again.
 */
public final class PacketPipeline {
    private final EventLoop loop;
    private final ActiveConfig config;
    private final ServiceGate gate;
    private final LeaseView leases;
    private final LeaseWriter writer;
    private final Replicator replicator;
    private final DatagramSender sender;
    private final ReplyPorts ports;
    private final PacketEvents events;
    private final EventLog log;
    private int parked;

    /**
     * Creates the path.
     *
     * @param loop where everything runs
     * @param config rules of the configuration in force
     * @param gate says whether a message is ours to answer
     * @param leases what is leased
     * @param writer changes leases
     * @param replicator tells the partner
     * @param sender sends replies
     * @param ports destination ports of replies
     * @param events hears what happens to packets
     * @param log hears what deserves attention
     */
    public PacketPipeline(
            EventLoop loop,
            ActiveConfig config,
            ServiceGate gate,
            LeaseView leases,
            LeaseWriter writer,
            Replicator replicator,
            DatagramSender sender,
            ReplyPorts ports,
            PacketEvents events,
            EventLog log) {
        this.loop = loop;
        this.config = config;
        this.gate = gate;
        this.leases = leases;
        this.writer = writer;
        this.replicator = replicator;
        this.sender = sender;
        this.ports = ports;
        this.events = events;
        this.log = log;
    }

    /** Handles one datagram that arrived at {@code arrivedNanos} of the loop's monotonic time. */
    public void received(Datagram datagram, long arrivedNanos) {
        switch (PacketCodec.decode(datagram.payload(), 0, datagram.payload().length)) {
            case Decoded.Malformed malformed -> {
                log.log(
                        PacketLog.DHCP6_PACKET_DROP_PARSE_FAIL,
                        datagram.source(),
                        datagram.endpoint().interfaceName(),
                        malformed.detail());
                events.malformed(malformed.reason());
            }
            case Decoded.Ok ok -> handle(new Exchange(datagram, ok.packet(), arrivedNanos));
        }
    }

    private void handle(Exchange exchange) {
        ClientMessage message = exchange.message;
        events.received(message.type());
        Optional<DropReason> violation = violation(exchange);
        if (violation.isPresent()) {
            drop(exchange, violation.get());
            return;
        }
        switch (gate.admit(query(message))) {
            case ServiceGate.Admission.ServiceDisabled disabled ->
                    drop(exchange, DropReason.SERVICE_DISABLED);
            case ServiceGate.Admission.NotInScope other -> drop(exchange, DropReason.NOT_IN_SCOPE);
            case ServiceGate.Admission.Serve serve -> serve(exchange, serve.classes());
        }
    }

    private Optional<DropReason> violation(Exchange exchange) {
        if (exchange.packet instanceof RelayMessage relay
                && relay.levels().stream().anyMatch(l -> l.type() != MessageType.RELAY_FORWARD)) {
            return Optional.of(DropReason.NOT_A_CLIENT_MESSAGE);
        }
        boolean unicast =
                !exchange.arrival.isRelayed()
                        && !exchange.datagram.endpoint().localAddress().isMulticast();
        return config.messageRules().violation(exchange.message, unicast);
    }

    private static ServiceGate.Query query(ClientMessage message) {
        Duid clientId = message.options().clientId().orElse(null);
        int elapsedMillis =
                message.options().first(ElapsedTime.class).map(e -> e.hundredths() * 10).orElse(-1);
        return new ServiceGate.Query(message.type(), clientId, elapsedMillis);
    }

    private void serve(Exchange exchange, Set<String> classes) {
        Optional<Link> link = config.subnets().select(exchange.arrival, classes);
        Request request =
                new Request(
                        exchange.message,
                        exchange.arrival,
                        link,
                        classes,
                        ClientHardware.of(exchange.message, exchange.arrival),
                        loop.epochSecond());
        switch (config.exchanges().decide(request, leases)) {
            case Decision.Silence silence -> drop(exchange, silence.reason());
            case Decision.Answer answer when answer.changes().isEmpty() ->
                    send(exchange, answer.reply());
            case Decision.Answer answer -> park(exchange, answer);
        }
    }

    /** Store, then replicate, then answer. */
    private void park(Exchange exchange, Decision.Answer answer) {
        int limit = config.parkedPacketLimit();
        if (limit > 0 && parked >= limit) {
            drop(exchange, DropReason.PARKED_LIMIT);
            return;
        }
        parked++;
        List<LeaseChange> changes = answer.changes();
        events.changing(exchange.message.type(), changes);
        writer.commit(
                changes,
                outcome -> {
                    switch (outcome) {
                        case LeaseStore.Outcome.Durable durable ->
                                replicator.replicate(
                                        changes,
                                        acknowledged -> {
                                            parked--;
                                            if (acknowledged) {
                                                send(exchange, answer.reply());
                                            } else {
                                                drop(exchange, DropReason.NOT_ACKNOWLEDGED);
                                            }
                                        });
                        case LeaseStore.Outcome.Failed failed -> {
                            parked--;
                            drop(exchange, DropReason.STORE_FAILED);
                        }
                    }
                });
    }

    /** Exchanges that wait for the disk or the partner. */
    public int parked() {
        return parked;
    }

    private void send(Exchange exchange, ClientMessage reply) {
        Packet packet =
                exchange.packet instanceof RelayMessage relay ? relay.replyWith(reply) : reply;
        sender.send(
                PacketCodec.encode(packet),
                exchange.datagram.source(),
                ports.of(exchange.packet, exchange.datagram.sourcePort()),
                exchange.datagram.endpoint());
        events.replied(reply.type(), Duration.ofNanos(loop.nanoTime() - exchange.arrivedNanos));
    }

    private void drop(Exchange exchange, DropReason reason) {
        log.log(
                PacketLog.DHCP6_PACKET_DROPPED,
                MessageType.name(exchange.message.type()),
                exchange.arrival.clientAddress(),
                reason.label());
        events.dropped(reason);
    }

    /** One message on its way through. */
    private static final class Exchange {
        private final Datagram datagram;
        private final Packet packet;
        private final ClientMessage message;
        private final Arrival arrival;
        private final long arrivedNanos;

        Exchange(Datagram datagram, Packet packet, long arrivedNanos) {
            this.datagram = datagram;
            this.packet = packet;
            this.message = packet.innermost();
            this.arrival =
                    new Arrival(
                            datagram.endpoint().interfaceName(),
                            datagram.source(),
                            packet instanceof RelayMessage relay ? relay.levels() : List.of());
            this.arrivedNanos = arrivedNanos;
        }
    }
}
