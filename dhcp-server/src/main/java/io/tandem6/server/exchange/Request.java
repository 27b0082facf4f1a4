package io.tandem6.server.exchange;

import io.tandem6.classify.PacketView;
import io.tandem6.identity.Duid;
import io.tandem6.identity.HardwareAddress;
import io.tandem6.message.ClientMessage;
import io.tandem6.server.sender.FoundHosts;
import io.tandem6.server.subnet.Arrival;
import io.tandem6.server.subnet.Link;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.SequencedSet;

/**
 * A valid client message and all that is known of its sender.
 *
 * @param packet what came, relays included
 * @param arrival the way it came
 * @param link the sender's link, if one is configured
 * @param classes classes the sender belongs to, those that it came to first before the others
 * @param hosts what is reserved for the sender
 * @param hardwareAddress the sender's link-layer address, if it can be told
 * @param now Unix time in seconds
 * @param answeredAs the DUID of another server in whose name it is answered, as it is meant for
 *     that
 */
public record Request(
        PacketView packet,
        Arrival arrival,
        Optional<Link> link,
        SequencedSet<String> classes,
        FoundHosts hosts,
        Optional<HardwareAddress> hardwareAddress,
        long now,
        Optional<Duid> answeredAs) {
    /** Copies the set. */
    public Request {
        classes = Collections.unmodifiableSequencedSet(new LinkedHashSet<>(classes));
    }

    /** The client's message, relays unwrapped. */
    public ClientMessage message() {
        return packet.message();
    }

    /**
     * The sender's DUID. Only Information-request may come without one; {@link MessageRules} has
     * dropped whatever else did.
     */
    Duid clientId() {
        return message().options().clientId().orElseThrow();
    }
}
