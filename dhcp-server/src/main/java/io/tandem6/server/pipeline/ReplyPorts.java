package io.tandem6.server.pipeline;

import io.tandem6.message.Packet;
import io.tandem6.message.RelayMessage;
import io.tandem6.option.RelaySourcePort;
import java.util.OptionalInt;

/**
 * Which UDP port a reply goes to (RFC 9915 section 7.2, RFC 8357 section 5.2).
 *
 * @param fixed sends every reply to this port, for tests; Kea's {@code -P}
 */
public record ReplyPorts(OptionalInt fixed) {
    /** Clients listen here. */
    public static final int CLIENT = 546;

    /** Servers and relay agents listen here. */
    public static final int SERVER = 547;

    /** The standard ports. */
    public static final ReplyPorts STANDARD = new ReplyPorts(OptionalInt.empty());

    int of(Packet request, int sourcePort) {
        if (request instanceof RelayMessage relay) {
            boolean ownPort = relay.options().first(RelaySourcePort.class).isPresent();
            return ownPort ? sourcePort : fixed.orElse(SERVER);
        }
        return fixed.orElse(CLIENT);
    }
}
