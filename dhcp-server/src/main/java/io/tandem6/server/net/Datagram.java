package io.tandem6.server.net;

import io.tandem6.address.Ipv6Address;

/**
 * A datagram as it was received. The payload is not copied: whoever receives a datagram owns it.
 *
 * @param payload its contents
 * @param source the sender's address
 * @param sourcePort the sender's port
 * @param endpoint where it arrived
 */
@SuppressWarnings("ArrayRecordComponent") // A datagram is moved, never compared.
public record Datagram(byte[] payload, Ipv6Address source, int sourcePort, Endpoint endpoint) {}
