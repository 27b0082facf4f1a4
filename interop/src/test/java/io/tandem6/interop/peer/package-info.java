/**
 * A DHCPv6 server with its control agent on a host of the lab, be it Kea or Tandem6: configuration,
 * start, end, and commands. Start with {@link io.tandem6.interop.peer.Peer}.
 */
@NullMarked
package io.tandem6.interop.peer;

import org.jspecify.annotations.NullMarked;
