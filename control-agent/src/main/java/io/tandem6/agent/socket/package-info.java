/**
 * The agent's end of the daemons' control sockets: one connection a command. Knows nothing of HTTP
 * or of who asks. Start with {@link io.tandem6.agent.socket.DaemonSocket}.
 */
@NullMarked
package io.tandem6.agent.socket;

import org.jspecify.annotations.NullMarked;
