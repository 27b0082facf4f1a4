package io.tandem6.server.net;

import io.tandem6.address.Ipv6Address;

/**
 * Where a datagram arrived.
 *
 * @param interfaceName name of the interface
 * @param interfaceIndex its number, the scope of link-local addresses
 * @param localAddress the destination address: the server's own or a multicast group
 */
public record Endpoint(String interfaceName, int interfaceIndex, Ipv6Address localAddress) {}
