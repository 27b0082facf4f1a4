package io.tandem6.server.pipeline;

import io.tandem6.identity.Duid;
import io.tandem6.log.EventLog;
import io.tandem6.message.ClientMessage;
import io.tandem6.message.Decoded;
import io.tandem6.message.MessageType;
import io.tandem6.message.PacketCodec;
import io.tandem6.message.RelayMessage;
import io.tandem6.option.ElapsedTime;
import io.tandem6.server.continuity.LeaseRights;
import io.tandem6.server.exchange.Decision;
import io.tandem6.server.exchange.DropReason;
import io.tandem6.server.exchange.Request;
import io.tandem6.server.lease.LeaseQuery;
import io.tandem6.server.lease.LeaseView;
import io.tandem6.server.lease.LeaseWriter;
import io.tandem6.server.loop.EventLoop;
import io.tandem6.server.net.Datagram;
import io.tandem6.server.net.DatagramSender;
import io.tandem6.server.sender.Alias;
import io.tandem6.server.sender.Sender;
import io.tandem6.server.subnet.Link;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The way of a packet, in order: decode, unwrap relays, ask the HA state whether it is ours,
 * discard what no server answers, find out who sent it (classes, subnet, reservations), decide, and
 * settle what was decided ({@link Settlement}: store, replicate, send). Where the subnet tells
 * which of several HA states to ask, it is selected before. Runs on the event loop.
 */
public final class PacketPipeline {
    /**
     * Decisions about one exchange before the client has to ask again. In a pool that is full but
     * for a few addresses others may take one after the other before us.
     */
    static final int ATTEMPTS_MAX = 32;

    private final EventLoop loop;
    private ActiveConfig config;
    private final ServiceGate gate;
    private final LeaseView leases;
    private final LeaseWriter writer;
    private final PacketEvents events;
    private final EventLog log;
    private final LeaseRights rights;
    private final ExchangeTrace trace;
    private final Replies replies;
    private final Settlement settlement;
    private int asking;

    /**
     * Creates the path.
     *
     * @param loop where everything runs
     * @param config rules of the configuration in force
     * @param gate says whether a message is ours to answer
     * @param leases what is leased
     * @param rights what may be promised
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
            LeaseRights rights,
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
        this.rights = rights;
        this.writer = writer;
        this.events = events;
        this.log = log;
        this.trace = new ExchangeTrace(log);
        this.replies = new Replies(loop, leases, rights, sender, ports, events, log, trace);
        this.settlement =
                new Settlement(
                        loop, leases, writer, replicator, replies, events, this::decideAgain);
    }

    /** Decides by other rules from now on; what is decided already stays so. */
    public void reconfigure(ActiveConfig next) {
        config = next;
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
            case Decoded.Ok ok -> handle(Exchange.of(datagram, ok.packet(), arrivedNanos));
        }
    }

    /**
     * The gate comes before the rules that discard what is meant for other servers: a Request or
     * Renew that the partner does not answer is how a standby learns that the partner's clients
     * wait.
     */
    private void handle(Exchange exchange) {
        ClientMessage message = exchange.message();
        trace.received(exchange);
        events.received(message.type());
        switch (gate.admit(query(message))) {
            case ServiceGate.Verdict verdict -> obey(verdict, exchange, link -> true);
            case ServiceGate.DependsOnLink open -> {
                Optional<Link> judged = identify(exchange, open.classes()).link();
                obey(open.verdict().apply(judged), exchange, link -> isSame(link, judged));
            }
        }
    }

    private Sender identify(Exchange exchange, Set<String> assigned) {
        return config.senders()
                .identify(
                        exchange.view(),
                        exchange.arrival(),
                        assigned,
                        config.hardware().of(exchange.message(), exchange.arrival()));
    }

    private static boolean isSame(Optional<Link> link, Optional<Link> other) {
        return link.map(l -> l.selected().id()).equals(other.map(l -> l.selected().id()));
    }

    /** What is {@code judged} is the link that the verdict is about. */
    private void obey(
            ServiceGate.Verdict verdict, Exchange exchange, Predicate<Optional<Link>> judged) {
        switch (verdict) {
            case ServiceGate.ServiceDisabled ignored ->
                    replies.drop(exchange, DropReason.SERVICE_DISABLED);
            case ServiceGate.NotInScope ignored -> leave(exchange);
            case ServiceGate.NoRelationship ignored ->
                    replies.drop(exchange, DropReason.NO_RELATIONSHIP);
            case ServiceGate.Serve serve -> serve(exchange, serve, judged);
        }
    }

    /** It is the partner's to answer, unless it is about an offer that was made before it was. */
    private void leave(Exchange exchange) {
        if (exchange.message().type() != MessageType.REQUEST
                || violation(exchange, Optional.empty()).isPresent()) {
            replies.drop(exchange, DropReason.NOT_IN_SCOPE);
            return;
        }
        Sender sender = identify(exchange, Set.of());
        Attempt attempt = new Attempt(exchange, sender, Optional.empty(), config, 1);
        replies.encode(attempt, config.exchanges().turnAway(request(attempt)))
                .ifPresentOrElse(
                        reply -> replies.send(exchange, reply),
                        () -> replies.drop(exchange, DropReason.REPLY_TOO_LONG));
    }

    private Optional<DropReason> violation(Exchange exchange, Optional<Duid> partner) {
        if (exchange.packet() instanceof RelayMessage relay
                && relay.levels().stream().anyMatch(l -> l.type() != MessageType.RELAY_FORWARD)) {
            return Optional.of(DropReason.NOT_A_CLIENT_MESSAGE);
        }
        boolean unicast =
                !exchange.arrival().isRelayed()
                        && !exchange.datagram().endpoint().localAddress().isMulticast();
        return config.messageRules().violation(exchange.message(), unicast, partner);
    }

    private ServiceGate.Query query(ClientMessage message) {
        Duid clientId = message.options().clientId().orElse(null);
        int elapsedMillis =
                message.options().first(ElapsedTime.class).map(e -> e.hundredths() * 10).orElse(-1);
        return new ServiceGate.Query(
                message.type(), clientId, elapsedMillis, config.messageRules().isNamed(message));
    }

    private void serve(
            Exchange received, ServiceGate.Serve serve, Predicate<Optional<Link>> judged) {
        Set<String> assigned = serve.classes();
        Optional<DropReason> violation = violation(received, serve.partner());
        if (violation.isPresent()) {
            replies.drop(received, violation.get());
            return;
        }
        Exchange exchange = received.seenAs(Alias.of(received.view(), config.flexId(), assigned));
        Sender sender = identify(exchange, assigned);
        sender.classification()
                .failures()
                .forEach(
                        f -> log.log(PacketLog.EVAL_RESULT, exchange.arrival().clientAddress(), f));
        if (sender.isUnwanted()) {
            replies.drop(exchange, DropReason.DROP_CLASS);
        } else if (!judged.test(sender.link())) {
            replies.drop(exchange, DropReason.NOT_IN_SCOPE);
        } else {
            refresh(new Attempt(exchange, sender, serve.partner(), config, 1));
        }
    }

    /**
     * Before anything is decided the table knows of the client what the store knows. Where only
     * this server writes the store that is so already.
     */
    private void refresh(Attempt attempt) {
        Optional<LeaseQuery> query = ClientLeases.of(attempt.exchange().message());
        if (query.isEmpty()) {
            decide(attempt);
        } else if (asking >= Settlement.STORING_MAX) {
            replies.drop(attempt.exchange(), DropReason.PARKED_LIMIT);
        } else {
            asking++;
            writer.refresh(
                    query.get(),
                    known -> {
                        asking--;
                        if (known) {
                            decide(attempt);
                        } else {
                            replies.drop(attempt.exchange(), DropReason.STORE_FAILED);
                        }
                    });
        }
    }

    private void decide(Attempt attempt) {
        Exchange exchange = attempt.exchange();
        trace.selected(exchange, attempt.sender().link());
        switch (attempt.rules().exchanges().decide(request(attempt), leases, rights)) {
            case Decision.Silence silence -> replies.drop(exchange, silence.reason());
            case Decision.Answer answer -> settlement.settle(attempt, answer);
        }
    }

    private Request request(Attempt attempt) {
        Exchange exchange = attempt.exchange();
        Sender sender = attempt.sender();
        return new Request(
                exchange.view(),
                exchange.arrival(),
                sender.link(),
                sender.classification().classes(),
                sender.hosts(),
                config.hardware().of(exchange.message(), exchange.arrival()),
                loop.epochSecond(),
                attempt.partner().filter(exchange::isFor));
    }

    /** Another server was faster, and the table knows by now what it did. */
    private void decideAgain(Attempt attempt) {
        if (attempt.number() < ATTEMPTS_MAX) {
            decide(attempt.next());
        } else {
            replies.drop(attempt.exchange(), DropReason.SUPERSEDED);
        }
    }

    /** Exchanges that wait for the store or the partner. */
    public int parked() {
        return asking + settlement.parked();
    }
}
