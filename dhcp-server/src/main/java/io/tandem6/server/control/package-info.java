/**
 * The unix-domain control socket: accepts a connection, reads one command, has it executed on the
 * event loop, writes the answer. Commands live with what they command. Start with {@link
 * io.tandem6.server.control.Command}.
 */
@NullMarked
package io.tandem6.server.control;

import org.jspecify.annotations.NullMarked;
