/**
 * One whole server without its I/O: the event loop, the disk, the sockets and the peers are handed
 * in, so that production and simulation run the same code. Decides nothing. Start with {@link
 * io.tandem6.server.node.ServerNode}.
 */
@NullMarked
package io.tandem6.server.node;

import org.jspecify.annotations.NullMarked;
