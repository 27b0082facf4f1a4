package io.tandem6.agent.command;

import io.tandem6.log.LogMessage;

/** What the agent logs. */
public enum AgentMessage implements LogMessage {
    /** It serves. */
    CTRL_AGENT_STARTED(
            Severity.INFO,
            "ctrl-agent",
            "serving commands on {} port {} ({}), version {}",
            "Clients can send commands."),
    /** It stops. */
    CTRL_AGENT_STOPPED(
            Severity.INFO,
            "ctrl-agent",
            "stopping",
            "A signal or the command shutdown ended the agent."),
    /** A request came. */
    HTTP_CLIENT_REQUEST_RECEIVED(
            Severity.DEBUG,
            "http",
            "received HTTP request from {}: {} with {} octets",
            "The length is -1 if the client did not say it."),
    /** It was no request that could be understood. */
    HTTP_BAD_CLIENT_REQUEST_RECEIVED(
            Severity.DEBUG,
            "http",
            "bad request received from {}: {}",
            "The client must POST JSON with the content type application/json and its length."),
    /** It was answered. */
    HTTP_SERVER_RESPONSE_SEND(
            Severity.DEBUG,
            "http",
            "sending HTTP response to {}: status {}",
            "Status 200 means that the command was executed; its result may still be an error."),
    /** Somebody holds too many connections. */
    TANDEM6_CONNECTIONS_CROWDED(
            Severity.DEBUG,
            "http",
            "more than {} connections: closing one of {}",
            "The client with the most idle connections loses one; others are not affected."),
    /** A command came that partners do not send. */
    TANDEM6_COMMAND_FORBIDDEN(
            Severity.WARN,
            "ctrl-agent",
            "command {} from {} refused: {} takes only what the servers of a relationship send each"
                    + " other",
            "Send it to a control socket, or set restrict-commands to false."),
    /** A command came. */
    CTRL_AGENT_COMMAND_RECEIVED(
            Severity.INFO,
            "ctrl-agent",
            "command {} received from remote address {}",
            "A client that passed authentication asked for this."),
    /** A daemon answered. */
    CTRL_AGENT_COMMAND_FORWARDED(
            Severity.DEBUG,
            "ctrl-agent",
            "command {} answered by service {} with result {} after {} ms",
            "The command took its normal way."),
    /** A daemon did not answer. */
    CTRL_AGENT_COMMAND_FORWARD_FAILED(
            Severity.WARN,
            "ctrl-agent",
            "failed forwarding command {} to service {}: {}",
            "Is the daemon running, and is its control socket the one in control-sockets?"),
    /** Wrong or no credentials. */
    HTTP_CLIENT_REQUEST_NOT_AUTHORIZED(
            Severity.INFO,
            "auth",
            "request from {} refused: no or wrong user and password",
            "The client must send one of the users in authentication, clients; a partner the"
                    + " basic-auth-user of this server's entry among the peers."),
    /** A bug. */
    CTRL_AGENT_COMMAND_PROCESS_ERROR(
            Severity.ERROR,
            "ctrl-agent",
            "a request from {} failed unexpectedly: {}",
            "A fault of the agent. It keeps running; please report the message.");

    private final Entry entry;

    AgentMessage(Severity severity, String component, String text, String advice) {
        entry = new Entry(severity, component, text, advice);
    }

    @Override
    public Entry entry() {
        return entry;
    }
}
