package io.tandem6.server.pipeline;

import io.tandem6.identity.Duid;
import io.tandem6.lease.Lease;
import io.tandem6.lease.LeaseChange;
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
import io.tandem6.server.exchange.LimitedLifetimes;
import io.tandem6.server.exchange.Request;
import io.tandem6.server.lease.LeaseQuery;
import io.tandem6.server.lease.LeaseStore;
import io.tandem6.server.lease.LeaseView;
import io.tandem6.server.lease.LeaseWriter;
import io.tandem6.server.loop.EventLoop;
import io.tandem6.server.net.Datagram;
import io.tandem6.server.net.DatagramSender;
import io.tandem6.server.sender.Alias;
import io.tandem6.server.sender.Sender;
import io.tandem6.server.subnet.Link;
import io.tandem6.wire.WireWriter;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The way of a packet, in order: decode, unwrap relays, ask the HA state whether it is ours,
 * discard what no server answers, find out who sent it (classes, subnet, reservations), decide,
 * store, replicate, encode, send. Where the subnet tells which of several HA states to ask, it is
 * selected before. Runs on the event loop.
 *
 * <p>Invariant: a reply that promises a lease leaves after the lease is on disk here and after the
 * partner, if it must know, has acknowledged it. Until then the exchange is parked; when either
 * fails there is no reply, and the client asks again. While it is known that nothing can be stored,
 * nothing is offered either, so that clients turn to another server.
 */
public final class PacketPipeline {
    /**
     * Exchanges that may wait for the disk. Waiting for the partner has the configured limit, which
     * is too low here: while one batch is made durable the next one comes together.
     */
    static final int STORING_MAX = 8192;

    private static final long REPLY_AGE_NANOS_MAX = Duration.ofSeconds(1).toNanos();

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
    private final Replicator replicator;
    private final DatagramSender sender;
    private final ReplyPorts ports;
    private final PacketEvents events;
    private final EventLog log;
    private final LeaseRights rights;
    private final ExchangeTrace trace;
    private final OncePerSubnet tooLongSaid = new OncePerSubnet(Duration.ofMinutes(1));
    private int asking;
    private int storing;
    private int replicating;

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
        this.replicator = replicator;
        this.sender = sender;
        this.ports = ports;
        this.events = events;
        this.log = log;
        this.trace = new ExchangeTrace(log);
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
            case ServiceGate.ServiceDisabled ignored -> drop(exchange, DropReason.SERVICE_DISABLED);
            case ServiceGate.NotInScope ignored -> drop(exchange, DropReason.NOT_IN_SCOPE);
            case ServiceGate.NoRelationship ignored -> drop(exchange, DropReason.NO_RELATIONSHIP);
            case ServiceGate.Serve serve -> serve(exchange, serve, judged);
        }
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

    private static ServiceGate.Query query(ClientMessage message) {
        Duid clientId = message.options().clientId().orElse(null);
        int elapsedMillis =
                message.options().first(ElapsedTime.class).map(e -> e.hundredths() * 10).orElse(-1);
        return new ServiceGate.Query(message.type(), clientId, elapsedMillis);
    }

    private void serve(
            Exchange received, ServiceGate.Serve serve, Predicate<Optional<Link>> judged) {
        Set<String> assigned = serve.classes();
        Optional<DropReason> violation = violation(received, serve.partner());
        if (violation.isPresent()) {
            drop(received, violation.get());
            return;
        }
        Exchange exchange = received.seenAs(Alias.of(received.view(), config.flexId(), assigned));
        Sender sender = identify(exchange, assigned);
        sender.classification()
                .failures()
                .forEach(
                        f -> log.log(PacketLog.EVAL_RESULT, exchange.arrival().clientAddress(), f));
        if (sender.isUnwanted()) {
            drop(exchange, DropReason.DROP_CLASS);
        } else if (!judged.test(sender.link())) {
            drop(exchange, DropReason.NOT_IN_SCOPE);
        } else {
            refresh(new Attempt(exchange, sender, serve.partner(), config, 1));
        }
    }

    /**
     * Before anything is decided the table knows of the client what the store knows. Where only
     * this server writes the store that is so already.
     */
    private void refresh(Attempt attempt) {
        Optional<LeaseQuery> query = ClientLeases.of(attempt.exchange.message());
        if (query.isEmpty()) {
            decide(attempt);
        } else if (asking >= STORING_MAX) {
            drop(attempt.exchange, DropReason.PARKED_LIMIT);
        } else {
            asking++;
            writer.refresh(
                    query.get(),
                    known -> {
                        asking--;
                        if (known) {
                            decide(attempt);
                        } else {
                            drop(attempt.exchange, DropReason.STORE_FAILED);
                        }
                    });
        }
    }

    private void decide(Attempt attempt) {
        Exchange exchange = attempt.exchange;
        Sender sender = attempt.sender;
        trace.selected(exchange, sender.link());
        Request request =
                new Request(
                        exchange.view(),
                        exchange.arrival(),
                        sender.link(),
                        sender.classification().classes(),
                        sender.hosts(),
                        config.hardware().of(exchange.message(), exchange.arrival()),
                        loop.epochSecond(),
                        attempt.partner.filter(exchange::isFor));
        switch (attempt.rules.exchanges().decide(request, leases, rights)) {
            case Decision.Silence silence -> drop(exchange, silence.reason());
            case Decision.Answer answer -> answer(attempt, answer);
        }
    }

    /** A reply that cannot be sent must not change leases, hence it is encoded first. */
    private void answer(Attempt attempt, Decision.Answer answer) {
        Exchange exchange = attempt.exchange;
        Optional<Link> link = attempt.sender.link();
        Set<String> classes = attempt.sender.classification().classes();
        WireWriter out = new WireWriter(PacketCodec.DATAGRAM_LENGTH_MAX);
        if (!PacketCodec.encode(exchange.wrap(answer.reply()), out)) {
            tooLong(exchange, answer.reply().type(), link.map(l -> l.selected().id()).orElse(0L));
            drop(exchange, DropReason.REPLY_TOO_LONG);
            return;
        }
        link.ifPresent(
                where ->
                        AllocationFailures.of(answer.reply())
                                .forEach(type -> events.allocationFailed(type, where, classes)));
        for (Lease lease : ReusedLeases.of(answer, leases)) {
            events.changing(LeaseEvent.REUSED, lease, lease);
        }
        Reply reply = new Reply(answer, out.toByteArray(), loop.nanoTimeWithSuspend());
        if (!writer.canStore() && (!answer.changes().isEmpty() || isOffer(answer))) {
            drop(exchange, DropReason.STORE_FAILED);
        } else if (answer.changes().isEmpty()) {
            send(exchange, reply);
        } else if (isCrowded()) {
            drop(exchange, DropReason.PARKED_LIMIT);
        } else {
            prepare(attempt, answer.changes(), reply);
        }
    }

    /** What needs the partner's consent is announced first, and must still be possible then. */
    private void prepare(Attempt attempt, List<LeaseChange> changes, Reply reply) {
        if (!reply.answer.asks()) {
            store(attempt, changes, reply);
            return;
        }
        List<Optional<Lease>> before = stored(changes);
        replicator.prepare(
                changes,
                () -> {
                    if (stored(changes).equals(before)) {
                        store(attempt, changes, reply);
                    } else {
                        drop(attempt.exchange, DropReason.NOT_ACKNOWLEDGED);
                    }
                });
    }

    private List<Optional<Lease>> stored(List<LeaseChange> changes) {
        return changes.stream().map(c -> Optional.ofNullable(leases.find(c.address()))).toList();
    }

    /** The partner does not answer: the client hears less than was decided. */
    private void sendLimited(Exchange exchange, Reply reply, Replicator.LeadTime limit) {
        ClientMessage limited = LimitedLifetimes.of(reply.answer.reply(), limit::seconds);
        WireWriter out = new WireWriter(PacketCodec.DATAGRAM_LENGTH_MAX);
        if (PacketCodec.encode(exchange.wrap(limited), out)) {
            send(exchange, new Reply(reply.answer, out.toByteArray(), reply.decidedNanos));
        } else {
            drop(exchange, DropReason.REPLY_TOO_LONG);
        }
    }

    /** A client that gets an offer asks this server and nobody else for the lease. */
    private static boolean isOffer(Decision.Answer answer) {
        return answer.reply().type() == MessageType.ADVERTISE;
    }

    /** Each client there asks again and again: the operator needs to be told, but not each time. */
    private void tooLong(Exchange exchange, int replyType, long subnetId) {
        if (tooLongSaid.isDue(subnetId, loop.nanoTime())) {
            log.log(
                    PacketLog.DHCP6_REPLY_TOO_LONG,
                    MessageType.name(replyType),
                    exchange.arrival().clientAddress(),
                    subnetId == 0 ? "no subnet" : "subnet " + subnetId,
                    PacketCodec.DATAGRAM_LENGTH_MAX);
        }
    }

    private boolean isCrowded() {
        int limit = config.parkedPacketLimit();
        return storing >= STORING_MAX || (limit > 0 && replicating >= limit);
    }

    /** First to disk here, which the reply waits for. */
    private void store(Attempt attempt, List<LeaseChange> changes, Reply reply) {
        Exchange exchange = attempt.exchange;
        storing++;
        count(exchange.message().type(), changes);
        writer.commit(
                changes,
                outcome -> {
                    storing--;
                    switch (outcome) {
                        case LeaseStore.Outcome.Durable durable ->
                                replicate(exchange, changes, reply);
                        case LeaseStore.Outcome.Failed failed ->
                                drop(exchange, DropReason.STORE_FAILED);
                        case LeaseStore.Outcome.Superseded superseded -> decideAgain(attempt);
                    }
                });
    }

    /** Another server was faster, and the table knows by now what it did. */
    private void decideAgain(Attempt attempt) {
        if (attempt.number < ATTEMPTS_MAX) {
            decide(attempt.next());
        } else {
            drop(attempt.exchange, DropReason.SUPERSEDED);
        }
    }

    private void count(int messageType, List<LeaseChange> changes) {
        long now = loop.epochSecond();
        for (LeaseChange change : changes) {
            Lease before = leases.find(change.address());
            events.changing(
                    LeaseEvent.of(messageType, change, before, now), change.lease(), before);
        }
    }

    /** Then to the partner, whom the reply waits for as well; at last the client hears. */
    private void replicate(Exchange exchange, List<LeaseChange> changes, Reply reply) {
        replicating++;
        replicator.replicate(
                changes,
                new Replicator.Replicated() {
                    @Override
                    public void completed(boolean acknowledged) {
                        replicating--;
                        if (acknowledged) {
                            send(exchange, reply);
                        } else {
                            drop(exchange, DropReason.NOT_ACKNOWLEDGED);
                        }
                    }

                    @Override
                    public boolean mayLead() {
                        return !reply.answer.asks();
                    }

                    @Override
                    public void led(Replicator.LeadTime limit) {
                        replicating--;
                        sendLimited(exchange, reply, limit);
                    }
                });
    }

    /** Exchanges that wait for the store or the partner. */
    public int parked() {
        return asking + storing + replicating;
    }

    /**
     * After a pause of the process or the machine the partner may have ended what was promised.
     * Where nobody else gives leases away, late is better than never.
     */
    private boolean isTooOld(Reply reply) {
        return rights.areLimited()
                && loop.nanoTimeWithSuspend() - reply.decidedNanos > REPLY_AGE_NANOS_MAX;
    }

    private void send(Exchange exchange, Reply reply) {
        if (isTooOld(reply)) {
            drop(exchange, DropReason.REPLY_TOO_OLD);
            return;
        }
        sender.send(
                reply.payload,
                exchange.datagram().source(),
                ports.of(exchange.packet(), exchange.datagram().sourcePort()),
                exchange.datagram().endpoint());
        trace.sent(exchange, reply.answer);
        events.replied(
                reply.answer.reply().type(),
                Duration.ofNanos(loop.nanoTime() - exchange.arrivedNanos()));
    }

    private void drop(Exchange exchange, DropReason reason) {
        trace.dropped(exchange, reason);
        events.dropped(reason);
    }

    /** One decision about an exchange, of several if other servers are faster. */
    private record Attempt(
            Exchange exchange,
            Sender sender,
            Optional<Duid> partner,
            ActiveConfig rules,
            int number) {
        Attempt next() {
            return new Attempt(exchange, sender, partner, rules, number + 1);
        }
    }

    /** A reply ready to be sent. */
    @SuppressWarnings("ArrayRecordComponent") // A datagram is moved, never compared.
    private record Reply(Decision.Answer answer, byte[] payload, long decidedNanos) {}
}
