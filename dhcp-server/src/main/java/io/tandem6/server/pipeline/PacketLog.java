package io.tandem6.server.pipeline;

import io.tandem6.log.LogMessage;

/** What the packet path logs. */
enum PacketLog implements LogMessage {
    DHCP6_PACKET_DROP_PARSE_FAIL(
            Severity.DEBUG,
            "bad-packets",
            "failed to parse packet from {} on interface {}: {}",
            "The sender is broken or no DHCPv6 client. Such packets are counted under"
                    + " dhcp6_drops_total with reason parse-failed."),
    DHCP6_REPLY_TOO_LONG(
            Severity.WARN,
            "packets",
            "{} for {} of {} would be longer than {} octets and is not sent",
            "Its options do not fit into one datagram: shorten option-data of the subnet, of its"
                    + " network, of its pools or the global one. Said once in a minute for a subnet;"
                    + " each case is counted under dhcp6_drops_total with reason reply-too-long."),
    EVAL_RESULT(
            Severity.DEBUG,
            "eval",
            "the test of a client class failed for {}: {}",
            "The test counts as not passed. Functions like addrtotext need values of a certain"
                    + " length: ask with option[...].exists, or use sifelse, sand and sor, which look"
                    + " at no more than they need."),
    DHCP6_PACKET_RECEIVED(
            Severity.DEBUG,
            "packets",
            "{}: {} (type {}) received from {} to {} on interface {}",
            "A message that could be decoded; whether it is answered is said later."),
    DHCP6_PACKET_SEND(
            Severity.DEBUG,
            "packets",
            "{}: sending {} (type {}) to {}",
            "What the answer promises is on disk and, where it must know, at the partner."),
    DHCP6_SUBNET_SELECTED(
            Severity.DEBUG, "packets", "{}: the client is in subnet {}", "Nothing to do."),
    DHCP6_SUBNET_SELECTION_FAILED(
            Severity.DEBUG,
            "packets",
            "{}: no subnet for the client ({} subnets fit)",
            "If there should be one, look at interface, interface-id and relay of the subnets: the"
                    + " client's link-address or interface is that of none."),
    DHCP6_LEASE_ADVERT(
            Severity.INFO,
            "leases",
            "{}: address {} for iaid={} is offered for {} seconds",
            "Nothing is stored yet. The logger kea-dhcp6.leases says this of every client; at high load"
                    + " severity WARN for it saves time."),
    DHCP6_PD_LEASE_ADVERT(
            Severity.INFO,
            "leases",
            "{}: prefix {} for iaid={} is offered for {} seconds",
            "Nothing is stored yet."),
    DHCP6_LEASE_ALLOC(
            Severity.INFO,
            "leases",
            "{}: address {} for iaid={} is leased for {} seconds",
            "Nothing to do."),
    DHCP6_PD_LEASE_ALLOC(
            Severity.INFO,
            "leases",
            "{}: prefix {} for iaid={} is leased for {} seconds",
            "Nothing to do."),
    DHCP6_LEASE_RENEW(
            Severity.INFO,
            "leases",
            "{}: address {} for iaid={} stays leased for {} seconds more",
            "Nothing to do."),
    DHCP6_PD_LEASE_RENEW(
            Severity.INFO,
            "leases",
            "{}: prefix {} for iaid={} stays leased for {} seconds more",
            "Nothing to do."),
    DHCP6_RELEASE_NA(
            Severity.INFO,
            "leases",
            "{}: address {} of iaid={} was released",
            "The client gave it back."),
    DHCP6_RELEASE_PD(
            Severity.INFO,
            "leases",
            "{}: prefix {} of iaid={} was released",
            "The client gave it back."),
    DHCP6_DECLINE_LEASE(
            Severity.INFO,
            "leases",
            "{}: address {} of iaid={} was declined and is given to nobody for a while",
            "The client found another host that uses the address. If this happens often, look for hosts"
                    + " with addresses of a pool that no server gave them."),
    DHCP6_PACKET_DROP_SERVERID_MISMATCH(
            Severity.DEBUG,
            "bad-packets",
            "{}: {} from {} is meant for another server ({})",
            "Usual where several servers hear the same clients."),
    DHCP6_PACKET_DROP_UNICAST(
            Severity.DEBUG,
            "bad-packets",
            "{}: {} from {} was sent to a unicast address ({})",
            "RFC 9915 section 16 wants it discarded; the client shall use multicast."),
    DHCP6_PACKET_DROP_DHCP_DISABLED(
            Severity.DEBUG,
            "packets",
            "{}: {} from {} not answered, the DHCP service is off ({})",
            "It is off while the server synchronizes with its partner, or since a command said so:"
                    + " see status-get."),
    DHCP6_PACKET_DROP_DROP_CLASS(
            Severity.DEBUG,
            "packets",
            "{}: {} from {} not answered, the client is in the class DROP ({})",
            "A client class of that name exists in the configuration to keep such clients out."),
    DHCP6_REQUIRED_OPTIONS_CHECK_FAIL(
            Severity.DEBUG,
            "bad-packets",
            "{}: {} from {} has not the identifiers that it must have: {}",
            "The client does not follow RFC 9915 section 16."),
    DHCP6_UNKNOWN_MSG_RECEIVED(
            Severity.DEBUG,
            "bad-packets",
            "{}: {} from {} is no message that a client sends ({})",
            "Usually another server's or a relay agent's message."),
    HA_BUFFER6_RECEIVE_NOT_FOR_US(
            Severity.DEBUG,
            "ha-hooks",
            "{}: {} from {} is answered by the partner ({})",
            "What a standby does with the partner's clients, and either server of a load balancing pair."),
    DHCP6_PACKET_DROPPED(
            Severity.DEBUG,
            "packets",
            "{}: {} from {} not answered: {}",
            "Drops are counted by reason under dhcp6_drops_total; not-in-scope is what a standby does"
                    + " with the partner's clients, no-relationship means that with several HA"
                    + " relationships the client's subnet has no ha-server-name of one of them.");

    private final Entry entry;

    PacketLog(Severity severity, String component, String text, String advice) {
        entry = new Entry(severity, component, text, advice);
    }

    @Override
    public Entry entry() {
        return entry;
    }

    /** Those of Kea 2.2. */
    @Override
    public int debugLevel() {
        return switch (this) {
            case DHCP6_PACKET_DROP_PARSE_FAIL, DHCP6_PACKET_DROP_SERVERID_MISMATCH -> 20;
            case DHCP6_PACKET_RECEIVED, DHCP6_SUBNET_SELECTED, DHCP6_SUBNET_SELECTION_FAILED -> 45;
            default -> 40;
        };
    }
}
