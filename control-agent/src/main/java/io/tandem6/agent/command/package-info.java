/**
 * What a command comes to, once HTTP is out of the way: the agent's own commands, and the
 * forwarding of all others to the daemons they name. Start with {@link
 * io.tandem6.agent.command.CommandRouter}.
 */
@NullMarked
package io.tandem6.agent.command;

import org.jspecify.annotations.NullMarked;
