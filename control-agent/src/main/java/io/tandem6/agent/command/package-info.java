/**
 * What a command comes to, once HTTP is out of the way: for an agent as Kea 2 has it its own
 * commands, and the forwarding of all others to the daemons they name ({@link
 * io.tandem6.agent.command.CommandRouter}); for the addresses of Kea 3's server the forwarding to
 * that server ({@link io.tandem6.agent.command.ServerCommands}). Start with {@link
 * io.tandem6.agent.command.Commands}.
 */
@NullMarked
package io.tandem6.agent.command;

import org.jspecify.annotations.NullMarked;
