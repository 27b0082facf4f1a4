/**
 * Kea's control protocol: one JSON command in, one JSON answer out. The contract between the
 * server's unix-domain socket and whoever talks to it. No sockets here. Start with {@link
 * io.tandem6.control.ControlRequest}.
 */
@NullMarked
package io.tandem6.control;

import org.jspecify.annotations.NullMarked;
