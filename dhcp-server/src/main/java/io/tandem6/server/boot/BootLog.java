package io.tandem6.server.boot;

import io.tandem6.log.LogMessage;

/** What the server as a whole logs. */
enum BootLog implements LogMessage {
    DHCP6_STARTED(
            Severity.INFO,
            "dhcp6",
            "Tandem6 DHCPv6 server version {} started, server DUID {}",
            "Nothing to do."),
    TANDEM6_START_TIMES(
            Severity.INFO,
            "dhcp6",
            "clients are heard {} ms after the start of Java: Java and configuration {} ms,"
                    + " leases {} ms, all else {} ms",
            "Nothing to do. A start without AOT cache takes seconds longer; './tandem6 prepare' makes"
                    + " one."),
    DHCP6_USING_SERVERID(
            Severity.INFO,
            "dhcp6",
            "the server's DUID is {}, kept in {}",
            "Clients know the server by it; a replacement of this host must have the same file."),
    DHCP6_SHUTDOWN(
            Severity.INFO, "dhcp6", "server shutdown", "Nothing to do: it was told to stop."),
    DHCP6_CONFIG_WARNING(
            Severity.WARN,
            "dhcp6",
            "{}",
            "The configuration asks for something that this server does not do. Remove it, or see the"
                    + " README for what is supported."),
    DHCP6_CONFIG_COMPLETE(
            Severity.INFO,
            "dhcp6",
            "configuration in force: {} subnets, {} HA relationships",
            "Nothing to do."),
    DHCP6_CONFIG_LOAD_FAIL(
            Severity.ERROR,
            "dhcp6",
            "configuration from {} cannot be used: {}",
            "The server goes on with the configuration it had. Each problem is named with its place;"
                    + " correct them and try again. 'dhcp-server -t FILE' checks a file beforehand."),
    DHCP6_DYNAMIC_RECONFIGURATION(
            Severity.INFO,
            "dhcp6",
            "reading the configuration file {} again",
            "Nothing to do: the command config-reload or the signal SIGHUP asked for it."),
    DHCP6_DYNAMIC_RECONFIGURATION_SUCCESS(
            Severity.INFO, "dhcp6", "the configuration file {} is in force", "Nothing to do."),
    DHCP6_DYNAMIC_RECONFIGURATION_FAIL(
            Severity.ERROR,
            "dhcp6",
            "the configuration file {} was not taken",
            "See DHCP6_CONFIG_LOAD_FAIL before it for the reasons. Clients are served as before."),
    TANDEM6_HTTP_SERVED_BY_AGENT(
            Severity.INFO,
            "dhcp6",
            "commands over HTTP to {} ({}) are taken by the control agent",
            "Run the control agent with this configuration file, or with one of its own that names this"
                    + " address."),
    DHCPSRV_LEASE_SANITY_FAIL(
            Severity.WARN,
            "dhcpsrv",
            "leases that lie in no subnet with their number, as {} in subnet {}: {} corrected, {} left"
                    + " out, {} kept",
            "The subnets were changed while there were leases. 'sanity-checks' says what becomes of such"
                    + " leases: 'fix' gives them the number of the subnet that they lie in, 'del' leaves"
                    + " them out, 'none' is silent."),
    TANDEM6_TASK_FAILED(
            Severity.ERROR,
            "dhcp6",
            "a task failed unexpectedly: {}",
            "A defect of the server; it goes on with the next packet or command. Please report it with"
                    + " the stack trace."),
    TANDEM6_CLOSE_FAILED(
            Severity.WARN,
            "dhcp6",
            "something did not close properly: {}",
            "The server is stopping anyway. Leases that were acknowledged are on disk.");

    private final Entry entry;

    BootLog(Severity severity, String component, String text, String advice) {
        entry = new Entry(severity, component, text, advice);
    }

    @Override
    public Entry entry() {
        return entry;
    }
}
