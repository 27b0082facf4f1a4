package io.tandem6.server.pipeline;

import io.tandem6.log.EventLog;
import io.tandem6.message.ClientMessage;
import io.tandem6.message.MessageType;
import io.tandem6.message.PacketCodec;
import io.tandem6.server.continuity.LeaseRights;
import io.tandem6.server.exchange.Decision;
import io.tandem6.server.exchange.DropReason;
import io.tandem6.server.exchange.LimitedLifetimes;
import io.tandem6.server.lease.LeaseView;
import io.tandem6.server.loop.EventLoop;
import io.tandem6.server.net.DatagramSender;
import io.tandem6.wire.WireWriter;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The end of a packet's way: its answer is encoded and sent, or it is dropped for a reason. */
final class Replies {
    private static final long AGE_NANOS_MAX = Duration.ofSeconds(1).toNanos();

    private final EventLoop loop;
    private final LeaseView leases;
    private final LeaseRights rights;
    private final DatagramSender sender;
    private final ReplyPorts ports;
    private final PacketEvents events;
    private final EventLog log;
    private final ExchangeTrace trace;
    private final OncePerSubnet tooLongSaid = new OncePerSubnet(Duration.ofMinutes(1));

    Replies(
            EventLoop loop,
            LeaseView leases,
            LeaseRights rights,
            DatagramSender sender,
            ReplyPorts ports,
            PacketEvents events,
            EventLog log,
            ExchangeTrace trace) {
        this.loop = loop;
        this.leases = leases;
        this.rights = rights;
        this.sender = sender;
        this.ports = ports;
        this.events = events;
        this.log = log;
        this.trace = trace;
    }

    /** The reply as it is decided now, or empty if it is too long for a datagram, and said so. */
    Optional<Reply> encode(Attempt attempt, Decision.Answer answer) {
        Optional<byte[]> payload = payload(attempt.exchange(), answer.reply());
        if (payload.isEmpty()) {
            tooLong(attempt, answer.reply().type());
        }
        return payload.map(
                bytes ->
                        new Reply(
                                answer,
                                bytes,
                                loop.nanoTimeWithSuspend(),
                                Denial.of(answer.reply(), leases, loop.epochSecond())));
    }

    private static Optional<byte[]> payload(Exchange exchange, ClientMessage reply) {
        WireWriter out = new WireWriter(PacketCodec.DATAGRAM_LENGTH_MAX);
        return PacketCodec.encode(exchange.wrap(reply), out)
                ? Optional.of(out.toByteArray())
                : Optional.empty();
    }

    /** Each client there asks again and again: the operator needs to be told, but not each time. */
    private void tooLong(Attempt attempt, int replyType) {
        long subnetId = attempt.sender().link().map(l -> l.selected().id()).orElse(0L);
        if (tooLongSaid.isDue(subnetId, loop.nanoTime())) {
            log.log(
                    PacketLog.DHCP6_REPLY_TOO_LONG,
                    MessageType.name(replyType),
                    attempt.exchange().arrival().clientAddress(),
                    subnetId == 0 ? "no subnet" : "subnet " + subnetId,
                    PacketCodec.DATAGRAM_LENGTH_MAX);
        }
    }

    void send(Exchange exchange, Reply reply) {
        if (isTooOld(reply)) {
            drop(exchange, DropReason.REPLY_TOO_OLD);
            return;
        }
        if (isRefuted(reply)) {
            drop(exchange, DropReason.REPLY_REFUTED);
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

    /** The partner does not answer: the client hears less than was decided. */
    void sendLimited(Exchange exchange, Reply reply, Replicator.LeadTime limit) {
        payload(exchange, LimitedLifetimes.of(reply.answer.reply(), limit::seconds))
                .ifPresentOrElse(
                        bytes -> send(exchange, reply.with(bytes)),
                        () -> drop(exchange, DropReason.REPLY_TOO_LONG));
    }

    /**
     * After a pause of the process or the machine the partner may have ended what was promised.
     * Where nobody else gives leases away, late is better than never.
     */
    private boolean isTooOld(Reply reply) {
        return rights.areLimited()
                && loop.nanoTimeWithSuspend() - reply.decidedNanos > AGE_NANOS_MAX;
    }

    /** The partner has told meanwhile that the client has what the reply takes from it. */
    private boolean isRefuted(Reply reply) {
        return rights.areLimited()
                && reply.denials.stream().anyMatch(d -> d.isRefuted(leases, loop.epochSecond()));
    }

    void drop(Exchange exchange, DropReason reason) {
        trace.dropped(exchange, reason);
        events.dropped(reason);
    }

    /** A reply ready to be sent. */
    @SuppressWarnings("ArrayRecordComponent") // A datagram is moved, never compared.
    record Reply(Decision.Answer answer, byte[] payload, long decidedNanos, List<Denial> denials) {
        private Reply with(byte[] other) {
            return new Reply(answer, other, decidedNanos, denials);
        }
    }
}
