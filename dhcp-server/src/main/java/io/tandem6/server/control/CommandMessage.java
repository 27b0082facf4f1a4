package io.tandem6.server.control;

import io.tandem6.log.LogMessage;

/** What the control channel logs. */
enum CommandMessage implements LogMessage {
    COMMAND_ACCEPTOR_START(
            Severity.INFO,
            "listening for control commands on {}",
            "The control agent and local tools can now send commands."),
    COMMAND_RECEIVED(
            Severity.INFO,
            "received command '{}'",
            "Somebody with access to a control channel asked for this."),
    COMMAND_PROCESS_ERROR1(
            Severity.WARN,
            "refused what came over the control channel: {}",
            "The client sent something that is not a command; it was told so. Look at the client."),
    COMMAND_PROCESS_ERROR2(
            Severity.ERROR,
            "command '{}' failed unexpectedly: {}",
            "A fault of this server. It keeps running; please report the message with the command."),
    COMMAND_SOCKET_ACCEPT_FAIL(
            Severity.ERROR,
            "cannot accept a control connection: {}",
            "Most often too many files are open. The server tries again."),
    COMMAND_SOCKET_CONNECTION_TIMEOUT(
            Severity.INFO,
            "control connection was silent for too long, {} bytes of a command had come",
            "The client connected without sending a whole command or without taking the answer."),
    COMMAND_SOCKET_CLOSED_BY_FOREIGN_HOST(
            Severity.DEBUG,
            "the client closed its control connection before its command was complete",
            "Harmless: a health check, or a client that changed its mind."),
    COMMAND_SOCKET_FAIL(
            Severity.INFO,
            "control connection broke: {}",
            "The client went away while its command or the answer was on its way."),
    COMMAND_SOCKET_FILE_FAIL(
            Severity.WARN,
            "cannot remove a file of the control socket: {}",
            "The file is left behind; the next start removes it if it may.");

    private final Entry entry;

    CommandMessage(Severity severity, String text, String advice) {
        entry = new Entry(severity, "commands", text, advice);
    }

    @Override
    public Entry entry() {
        return entry;
    }

    /** That of Kea 2.2. */
    @Override
    public int debugLevel() {
        return 10;
    }
}
