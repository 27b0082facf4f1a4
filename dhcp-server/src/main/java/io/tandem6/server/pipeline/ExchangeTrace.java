package io.tandem6.server.pipeline;

import io.tandem6.identity.Duid;
import io.tandem6.lease.Lease;
import io.tandem6.lease.LeaseChange;
import io.tandem6.lease.LeaseState;
import io.tandem6.lease.LeaseType;
import io.tandem6.log.EventLog;
import io.tandem6.message.ClientMessage;
import io.tandem6.message.MessageType;
import io.tandem6.server.exchange.Decision;
import io.tandem6.server.exchange.DropReason;
import io.tandem6.server.subnet.Link;
import java.util.Optional;

/**
 * Tells in the log what becomes of messages and leases, by the identifiers that Kea has for it.
 * What a client gets is said when the answer leaves, not before: only then it is true.
 */
final class ExchangeTrace {
    private final EventLog log;

    ExchangeTrace(EventLog log) {
        this.log = log;
    }

    void received(Exchange exchange) {
        if (log.isOn(PacketLog.DHCP6_PACKET_RECEIVED)) {
            log.log(
                    PacketLog.DHCP6_PACKET_RECEIVED,
                    label(exchange),
                    MessageType.name(exchange.message().type()),
                    exchange.message().type(),
                    exchange.datagram().source(),
                    exchange.datagram().endpoint().localAddress(),
                    exchange.datagram().endpoint().interfaceName());
        }
    }

    void selected(Exchange exchange, Optional<Link> link) {
        PacketLog message =
                link.isPresent()
                        ? PacketLog.DHCP6_SUBNET_SELECTED
                        : PacketLog.DHCP6_SUBNET_SELECTION_FAILED;
        if (log.isOn(message)) {
            log.log(message, label(exchange), link.map(l -> l.selected().id()).orElse(0L));
        }
    }

    void dropped(Exchange exchange, DropReason reason) {
        PacketLog message =
                switch (reason) {
                    case NOT_FOR_US -> PacketLog.DHCP6_PACKET_DROP_SERVERID_MISMATCH;
                    case UNICAST -> PacketLog.DHCP6_PACKET_DROP_UNICAST;
                    case SERVICE_DISABLED -> PacketLog.DHCP6_PACKET_DROP_DHCP_DISABLED;
                    case CLIENT_ID_MISSING,
                            CLIENT_ID_REPEATED,
                            SERVER_ID_MISSING,
                            SERVER_ID_UNEXPECTED ->
                            PacketLog.DHCP6_REQUIRED_OPTIONS_CHECK_FAIL;
                    case UNKNOWN_MESSAGE_TYPE, NOT_A_CLIENT_MESSAGE ->
                            PacketLog.DHCP6_UNKNOWN_MSG_RECEIVED;
                    case NOT_IN_SCOPE -> PacketLog.HA_BUFFER6_RECEIVE_NOT_FOR_US;
                    case DROP_CLASS -> PacketLog.DHCP6_PACKET_DROP_DROP_CLASS;
                    case PARSE_FAILED,
                            QUEUE_FULL,
                            NO_RELATIONSHIP,
                            REGISTRATION_DISABLED,
                            REGISTRATION_INVALID,
                            REGISTRATION_REFUSED,
                            FQDN_FLAGS_CONTRADICTORY,
                            NOTHING_TO_SAY,
                            REPLY_TOO_LONG,
                            PARKED_LIMIT,
                            STORE_FAILED,
                            NOT_OURS_TO_EXTEND,
                            NOT_ACKNOWLEDGED,
                            REPLY_TOO_OLD,
                            REPLY_REFUTED,
                            SUPERSEDED,
                            PROCESSING_FAILED ->
                            PacketLog.DHCP6_PACKET_DROPPED;
                };
        if (log.isOn(message)) {
            log.log(
                    message,
                    label(exchange),
                    MessageType.name(exchange.message().type()),
                    exchange.arrival().clientAddress(),
                    reason.label());
        }
    }

    void sent(Exchange exchange, Decision.Answer answer) {
        ClientMessage reply = answer.reply();
        if (log.isOn(PacketLog.DHCP6_PACKET_SEND)) {
            log.log(
                    PacketLog.DHCP6_PACKET_SEND,
                    label(exchange),
                    MessageType.name(reply.type()),
                    reply.type(),
                    exchange.datagram().source());
        }
        if (log.isOn(PacketLog.DHCP6_LEASE_ALLOC)) {
            switch (exchange.message().type()) {
                case MessageType.RELEASE, MessageType.DECLINE -> ended(exchange, answer);
                default -> promised(exchange, reply);
            }
        }
    }

    private void promised(Exchange exchange, ClientMessage reply) {
        for (Promise promise : Promise.of(reply)) {
            boolean address = promise.type() == LeaseType.IA_NA;
            PacketLog message =
                    switch (exchange.message().type()) {
                        case MessageType.RENEW, MessageType.REBIND ->
                                address
                                        ? PacketLog.DHCP6_LEASE_RENEW
                                        : PacketLog.DHCP6_PD_LEASE_RENEW;
                        default ->
                                reply.type() == MessageType.ADVERTISE
                                        ? address
                                                ? PacketLog.DHCP6_LEASE_ADVERT
                                                : PacketLog.DHCP6_PD_LEASE_ADVERT
                                        : address
                                                ? PacketLog.DHCP6_LEASE_ALLOC
                                                : PacketLog.DHCP6_PD_LEASE_ALLOC;
                    };
            log.log(
                    message,
                    label(exchange),
                    promise.shown(),
                    promise.iaid().unsigned(),
                    promise.validLifetime());
        }
    }

    private void ended(Exchange exchange, Decision.Answer answer) {
        for (LeaseChange change : answer.changes()) {
            Lease lease = change.lease();
            boolean declined =
                    change instanceof LeaseChange.Put && lease.state() == LeaseState.DECLINED;
            log.log(
                    declined
                            ? PacketLog.DHCP6_DECLINE_LEASE
                            : lease.type() == LeaseType.IA_NA
                                    ? PacketLog.DHCP6_RELEASE_NA
                                    : PacketLog.DHCP6_RELEASE_PD,
                    label(exchange),
                    lease.type() == LeaseType.IA_NA
                            ? lease.address()
                            : lease.address() + "/" + lease.prefixLength(),
                    lease.iaid().unsigned());
        }
    }

    /** As Kea names clients in its log. */
    private static String label(Exchange exchange) {
        String duid = exchange.message().options().clientId().map(Duid::toString).orElse("no info");
        return "duid=[%s], tid=0x%x".formatted(duid, exchange.message().transactionId());
    }
}
