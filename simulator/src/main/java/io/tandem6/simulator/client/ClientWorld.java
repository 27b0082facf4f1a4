package io.tandem6.simulator.client;

import io.tandem6.address.Ipv6Address;
import io.tandem6.message.ClientMessage;

/** What a client sees of the world, and what the world learns from it. */
public interface ClientWorld {
    /** Sends a message to all servers. */
    void multicast(ClientTraits client, ClientMessage message);

    /**
     * A reply that the client took says that it has this; {@code asked} is when it began to ask.
     */
    void claimed(ClientTraits client, Holding holding, long asked);

    /** The client has told that somebody else has it. */
    void declined(ClientTraits client, Ipv6Address address);

    /** The client has given something back. */
    void ended(ClientTraits client, Ipv6Address address);

    /** A reply says that the client has something no more, of which it thought otherwise. */
    void takenAway(ClientTraits client, Ipv6Address address);

    /** Something for the trace. */
    void note(ClientTraits client, String text);
}
