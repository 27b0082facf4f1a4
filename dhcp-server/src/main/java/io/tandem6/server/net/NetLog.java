package io.tandem6.server.net;

import io.tandem6.log.LogMessage;

/** What the sockets log. */
enum NetLog implements LogMessage {
    DHCP6_SOCKET_OPENED(Severity.INFO, "listening on {} port {} at interface {}", "Nothing to do."),
    DHCPSRV_OPEN_SOCKET_FAIL(
            Severity.WARN,
            "failed to open socket: {}",
            "The interface may be missing, down or without a link-local address; it is retried until it"
                    + " can be used. Check the name in interfaces-config and 'ip link'. 'Address already"
                    + " in use' means that another DHCPv6 server runs here."),
    DHCPSRV_NO_SOCKETS_OPEN(
            Severity.WARN,
            "no interface configured to listen to DHCP traffic can be used yet",
            "The server runs and answers commands but no clients. Check interfaces-config."),
    DHCP6_SOCKET_CLOSED(
            Severity.WARN,
            "stopped listening on {} at interface {}: {}",
            "The interface went away or failed, or a new configuration does not name it any more. While it"
                    + " is configured it is retried until it is back."),
    DHCP6_RECEIVE_FAIL(
            Severity.ERROR,
            "failed while receiving: {}",
            "The server goes on. If this repeats, report it: no datagram should bring it about."),
    DHCP6_PACKET_SEND_FAIL(
            Severity.ERROR,
            "failed to send {} octets to {} port {} through interface {}: {}",
            "The client will ask again. Check the interface and the routes to the relay.");

    private final Entry entry;

    NetLog(Severity severity, String text, String advice) {
        entry = new Entry(severity, "packets", text, advice);
    }

    @Override
    public Entry entry() {
        return entry;
    }
}
