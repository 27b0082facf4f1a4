/**
 * The commands that concern the server as a whole: version, configuration, status, shutdown. What
 * it means to take a configuration is not known here. Start with {@link
 * io.tandem6.server.admin.ConfigurationCommands}.
 */
@NullMarked
package io.tandem6.server.admin;

import org.jspecify.annotations.NullMarked;
