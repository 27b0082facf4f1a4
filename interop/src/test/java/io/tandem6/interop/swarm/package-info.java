/**
 * Many independent clients that retransmit as RFC 9915 section 15 says, to see an outage as clients
 * do. Runs as a process of its own inside a client host. Start with {@link
 * io.tandem6.interop.swarm.Swarm}.
 */
@NullMarked
package io.tandem6.interop.swarm;

import org.jspecify.annotations.NullMarked;
