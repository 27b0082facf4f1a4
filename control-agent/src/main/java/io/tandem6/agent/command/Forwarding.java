package io.tandem6.agent.command;

import io.tandem6.agent.socket.DaemonAnswer;
import io.tandem6.agent.socket.DaemonAnswer.Answered;
import io.tandem6.agent.socket.DaemonAnswer.Failed;
import io.tandem6.control.ControlCodec;
import io.tandem6.control.ControlCodec.Decoded;
import io.tandem6.control.ControlResponse;
import io.tandem6.log.EventLog;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.LongSupplier;
import tools.jackson.databind.node.ObjectNode;

/** Passes commands on to daemons, counts them, and explains failures as Kea's agent does. */
public final class Forwarding {
    private final Daemons daemons;
    private final LongSupplier nanoTime;
    private final CommandMeter meter;
    private final EventLog log;

    /**
     * Ready to forward.
     *
     * @param nanoTime monotonic time in nanoseconds
     */
    public Forwarding(Daemons daemons, LongSupplier nanoTime, CommandMeter meter, EventLog log) {
        this.daemons = daemons;
        this.nanoTime = nanoTime;
        this.meter = meter;
        this.log = log;
    }

    /** What is sent to a daemon: the command as it came and who sent it. */
    static byte[] text(Decoded.Accepted command, String remoteAddress) {
        ObjectNode forwarded = command.envelope().deepCopy().put("remote-address", remoteAddress);
        return ControlCodec.encode(forwarded);
    }

    /**
     * Sends a command to a daemon and waits.
     *
     * @return its answer, or one that says why there is none
     */
    byte[] forward(String service, Path socket, String command, byte[] text) {
        long start = nanoTime.getAsLong();
        DaemonAnswer answer = daemons.ask(socket, text);
        Duration took = Duration.ofNanos(nanoTime.getAsLong() - start);
        return switch (answer) {
            case Answered(byte[] json, int result) -> {
                meter.forwarded(service, command, result, took);
                log.log(
                        AgentMessage.CTRL_AGENT_COMMAND_FORWARDED,
                        command,
                        service,
                        result,
                        took.toMillis());
                yield json;
            }
            case Failed failed -> {
                meter.failed(service, failed.reason(), took);
                String explained = explain(service, failed);
                log.log(
                        AgentMessage.CTRL_AGENT_COMMAND_FORWARD_FAILED,
                        command,
                        service,
                        explained);
                yield ControlCodec.encode(ControlResponse.error(explained));
            }
        };
    }

    private static String explain(String service, Failed failed) {
        return switch (failed.reason()) {
            case CONNECT, CLOSED, TIMEOUT ->
                    "unable to forward command to the %s service: %s. The server is likely to be offline"
                            .formatted(service, failed.detail());
            case MALFORMED ->
                    "internal server error: unable to parse server's answer to the forwarded message: "
                            + failed.detail();
        };
    }
}
