package io.tandem6.server.peer;

import io.tandem6.config.HaSettings.Peer;
import java.time.Duration;
import java.util.function.Consumer;
import tools.jackson.databind.node.ObjectNode;

/** Carries commands to other servers and brings their answers back. */
public interface PeerTransport {
    /**
     * Sends one command. Called on the event loop, returns at once; {@code done} is called exactly
     * once, on the loop, after {@code timeout} at the latest. Commands sent one after the other may
     * arrive in another order. A command may arrive twice.
     *
     * @param peer the server to send it to
     * @param command JSON that nobody changes any more
     * @param timeout limit for the whole exchange
     * @param done hears the outcome
     */
    default void send(Peer peer, ObjectNode command, Duration timeout, Consumer<PeerResult> done) {
        send(peer, command.toString(), timeout, done);
    }

    /** The same with JSON text, which is all that most transports carry. */
    void send(Peer peer, String command, Duration timeout, Consumer<PeerResult> done);

    /**
     * The same, but the command never arrives twice. A transport that sends commands again must
     * override this.
     */
    default void sendOnce(
            Peer peer, ObjectNode command, Duration timeout, Consumer<PeerResult> done) {
        sendOnce(peer, command.toString(), timeout, done);
    }

    /** The same with JSON text. */
    default void sendOnce(Peer peer, String command, Duration timeout, Consumer<PeerResult> done) {
        send(peer, command, timeout, done);
    }
}
