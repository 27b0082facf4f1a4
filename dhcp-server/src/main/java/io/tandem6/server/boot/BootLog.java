package io.tandem6.server.boot;

import io.tandem6.log.LogMessage;

/** What the server as a whole logs. */
enum BootLog implements LogMessage {
    DHCP6_STARTED(
            Severity.INFO,
            "dhcp6",
            "Tandem6 DHCPv6 server version {} started, server DUID {}",
            "Nothing to do."),
    DHCP6_SHUTDOWN(
            Severity.INFO, "dhcp6", "server shutdown", "Nothing to do: it was told to stop."),
    DHCP6_CONFIG_WARNING(
            Severity.WARN,
            "dhcp6",
            "{}",
            "The configuration asks for something that this server does not do. Remove it, or see the"
                    + " README for what is supported."),
    TANDEM6_HTTP_SERVED_BY_AGENT(
            Severity.INFO,
            "dhcp6",
            "commands over HTTP to {} ({}) are taken by the control agent",
            "Run the control agent with this configuration file, or with one of its own that names this"
                    + " address."),
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
