package io.tandem6.server.net;

import io.tandem6.address.Ipv6Address;

/**
 * Sends datagrams. Failures are reported where sockets are owned; a lost reply is the network's
 * way.
 */
@FunctionalInterface
public interface DatagramSender {
    /**
     * Sends {@code payload}.
     *
     * @param payload not to be changed afterwards
     * @param destination the receiver; link-local ones are on the endpoint's interface
     * @param port the receiver's port
     * @param via where the message that is answered arrived
     */
    void send(byte[] payload, Ipv6Address destination, int port, Endpoint via);
}
