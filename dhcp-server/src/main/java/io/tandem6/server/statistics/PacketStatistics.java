package io.tandem6.server.statistics;

import io.tandem6.config.Subnet;
import io.tandem6.lease.Lease;
import io.tandem6.lease.LeaseType;
import io.tandem6.message.MessageType;
import io.tandem6.option.MalformedReason;
import io.tandem6.server.exchange.DropReason;
import io.tandem6.server.pipeline.LeaseEvent;
import io.tandem6.server.pipeline.PacketEvents;
import io.tandem6.server.subnet.Link;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Counts what happens to packets, and passes on what it hears. */
public final class PacketStatistics implements PacketEvents {
    /** Those that are there from the start. */
    private static final List<String> DECLARED =
            List.of(
                    "pkt6-received",
                    "pkt6-solicit-received",
                    "pkt6-advertise-received",
                    "pkt6-request-received",
                    "pkt6-reply-received",
                    "pkt6-renew-received",
                    "pkt6-rebind-received",
                    "pkt6-release-received",
                    "pkt6-decline-received",
                    "pkt6-infrequest-received",
                    "pkt6-dhcpv4-query-received",
                    "pkt6-dhcpv4-response-received",
                    "pkt6-addr-reg-inform-received",
                    "pkt6-addr-reg-reply-received",
                    "pkt6-addr-reg-reply-sent",
                    "pkt6-unknown-received",
                    "pkt6-sent",
                    "pkt6-advertise-sent",
                    "pkt6-reply-sent",
                    "pkt6-dhcpv4-response-sent",
                    "pkt6-service-disabled",
                    "pkt6-parse-failed",
                    "pkt6-queue-full",
                    "pkt6-duplicate",
                    "pkt6-rfc-violation",
                    "pkt6-admin-filtered",
                    "pkt6-not-for-us",
                    "pkt6-processing-failed",
                    "pkt6-limit-exceeded",
                    "pkt6-receive-drop",
                    "v6-allocation-fail",
                    "v6-allocation-fail-shared-network",
                    "v6-allocation-fail-subnet",
                    "v6-allocation-fail-no-pools",
                    "v6-allocation-fail-classes");

    private final Statistics statistics;
    private final LeaseStatistics leases;
    private final PacketEvents next;

    /** Counts in {@code statistics} and {@code leases}, and tells {@code next}. */
    public PacketStatistics(Statistics statistics, LeaseStatistics leases, PacketEvents next) {
        this.statistics = statistics;
        this.leases = leases;
        this.next = next;
        DECLARED.forEach(statistics::declare);
    }

    private void count(String name) {
        statistics.add(name, 1);
    }

    @Override
    public void malformed(MalformedReason reason) {
        count("pkt6-received");
        count("pkt6-parse-failed");
        count("pkt6-receive-drop");
        next.malformed(reason);
    }

    @Override
    public void received(int messageType) {
        count("pkt6-received");
        count(
                switch (messageType) {
                    case MessageType.SOLICIT -> "pkt6-solicit-received";
                    case MessageType.ADVERTISE -> "pkt6-advertise-received";
                    case MessageType.REQUEST -> "pkt6-request-received";
                    case MessageType.CONFIRM -> "pkt6-confirm-received";
                    case MessageType.RENEW -> "pkt6-renew-received";
                    case MessageType.REBIND -> "pkt6-rebind-received";
                    case MessageType.REPLY -> "pkt6-reply-received";
                    case MessageType.RELEASE -> "pkt6-release-received";
                    case MessageType.DECLINE -> "pkt6-decline-received";
                    case MessageType.RECONFIGURE -> "pkt6-reconfigure-received";
                    case MessageType.INFORMATION_REQUEST -> "pkt6-infrequest-received";
                    case MessageType.DHCPV4_QUERY -> "pkt6-dhcpv4-query-received";
                    case MessageType.DHCPV4_RESPONSE -> "pkt6-dhcpv4-response-received";
                    case MessageType.ADDR_REG_INFORM -> "pkt6-addr-reg-inform-received";
                    case MessageType.ADDR_REG_REPLY -> "pkt6-addr-reg-reply-received";
                    default -> "pkt6-unknown-received";
                });
        next.received(messageType);
    }

    /** A message without an answer that the RFC does not want answered is not dropped. */
    @Override
    public void dropped(DropReason reason) {
        String detail = detail(reason);
        if (reason == DropReason.QUEUE_FULL) {
            count("pkt6-received");
        }
        if (reason != DropReason.NOTHING_TO_SAY) {
            count("pkt6-receive-drop");
        }
        if (!detail.isEmpty()) {
            count(detail);
        }
        next.dropped(reason);
    }

    private static String detail(DropReason reason) {
        return switch (reason) {
            case PARSE_FAILED -> "pkt6-parse-failed";
            case QUEUE_FULL -> "pkt6-queue-full";
            case SERVICE_DISABLED -> "pkt6-service-disabled";
            case NOT_IN_SCOPE, NO_RELATIONSHIP, NOT_FOR_US -> "pkt6-not-for-us";
            case UNICAST,
                    CLIENT_ID_MISSING,
                    CLIENT_ID_REPEATED,
                    SERVER_ID_MISSING,
                    SERVER_ID_UNEXPECTED,
                    REGISTRATION_INVALID,
                    REGISTRATION_REFUSED,
                    FQDN_FLAGS_CONTRADICTORY ->
                    "pkt6-rfc-violation";
            case REPLY_TOO_LONG,
                    STORE_FAILED,
                    NOT_ACKNOWLEDGED,
                    REPLY_TOO_OLD,
                    REPLY_REFUTED,
                    SUPERSEDED,
                    PROCESSING_FAILED ->
                    "pkt6-processing-failed";
            case DROP_CLASS, REGISTRATION_DISABLED -> "pkt6-admin-filtered";
            case PARKED_LIMIT -> "pkt6-limit-exceeded";
            case NOT_A_CLIENT_MESSAGE, UNKNOWN_MESSAGE_TYPE, NOT_OURS_TO_EXTEND, NOTHING_TO_SAY ->
                    "";
        };
    }

    @Override
    public void changing(LeaseEvent event, Lease lease, @Nullable Lease before) {
        if (event == LeaseEvent.GRANTED) {
            leases.granted(lease, before);
        } else if (event == LeaseEvent.REUSED) {
            leases.reused(lease);
        }
        next.changing(event, lease, before);
    }

    @Override
    public void allocationFailed(LeaseType type, Link link, Set<String> classes) {
        fail(link, hasOpenPool(type, link, classes) ? "" : "-no-pools");
        fail(link, link.selected().sharedNetwork().isPresent() ? "-shared-network" : "-subnet");
        // Each client is in the class ALL.
        fail(link, "-classes");
        next.allocationFailed(type, link, classes);
    }

    private void fail(Link link, String detail) {
        String name = "v6-allocation-fail" + detail;
        count(name);
        count(Scope.prefix(link.selected().id()) + name);
    }

    private static boolean hasOpenPool(LeaseType type, Link link, Set<String> classes) {
        return link.subnets().stream().anyMatch(subnet -> hasOpenPool(type, subnet, classes));
    }

    private static boolean hasOpenPool(LeaseType type, Subnet subnet, Set<String> classes) {
        return switch (type) {
            case IA_NA -> subnet.pools().stream().anyMatch(p -> p.guard().permits(classes));
            case IA_PD -> subnet.pdPools().stream().anyMatch(p -> p.guard().permits(classes));
        };
    }

    @Override
    public void replied(int messageType, Duration elapsed) {
        count("pkt6-sent");
        switch (messageType) {
            case MessageType.ADVERTISE -> count("pkt6-advertise-sent");
            case MessageType.REPLY -> count("pkt6-reply-sent");
            case MessageType.ADDR_REG_REPLY -> count("pkt6-addr-reg-reply-sent");
            default -> {}
        }
        next.replied(messageType, elapsed);
    }
}
