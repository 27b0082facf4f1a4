/** Wires the DHCPv6 server and starts it: the only package here that knows Spring. */
@NullMarked
package io.tandem6.server.boot;

import org.jspecify.annotations.NullMarked;
