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
    DHCP6_PACKET_DROPPED(
            Severity.DEBUG,
            "packets",
            "{} from {} not answered: {}",
            "Drops are counted by reason under dhcp6_drops_total; not-in-scope is what a standby"
                    + " does with the partner's clients, no-relationship means that with several HA"
                    + " relationships the client's subnet has no ha-server-name of one of them.");

    private final Entry entry;

    PacketLog(Severity severity, String component, String text, String advice) {
        entry = new Entry(severity, component, text, advice);
    }

    @Override
    public Entry entry() {
        return entry;
    }
}
