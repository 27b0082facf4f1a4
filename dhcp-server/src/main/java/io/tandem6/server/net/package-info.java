/**
 * UDP sockets on the configured interfaces: opens them, retries those that cannot be opened yet,
 * and moves datagrams in and out. No DHCP meaning. Start with {@link
 * io.tandem6.server.net.UdpSockets}.
 */
@NullMarked
package io.tandem6.server.net;

import org.jspecify.annotations.NullMarked;
