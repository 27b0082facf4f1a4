package io.tandem6.server.exchange;

import io.tandem6.identity.Duid;
import io.tandem6.identity.HardwareAddress;
import io.tandem6.message.ClientMessage;
import io.tandem6.server.subnet.Arrival;
import io.tandem6.server.subnet.Link;
import java.util.Optional;
import java.util.Set;

/**
 * A valid client message and all that is known of its sender.
 *
 * @param message relays unwrapped
 * @param arrival the way it came
 * @param link the sender's link, if one is configured
 * @param classes classes the sender belongs to
 * @param hardwareAddress the sender's link-layer address, if it can be told
 * @param now Unix time in seconds
 */
public record Request(
        ClientMessage message,
        Arrival arrival,
        Optional<Link> link,
        Set<String> classes,
        Optional<HardwareAddress> hardwareAddress,
        long now) {
    /** Copies the set. */
    public Request {
        classes = Set.copyOf(classes);
    }

    /**
     * The sender's DUID. Only Information-request may come without one; {@link MessageRules} has
     * dropped whatever else did.
     */
    Duid clientId() {
        return message.options().clientId().orElseThrow();
    }
}
