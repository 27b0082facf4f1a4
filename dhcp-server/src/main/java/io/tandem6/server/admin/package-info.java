/**
 * The commands that concern the server as a whole: version, configuration, status, shutdown. Start
 * with {@link io.tandem6.server.admin.AdminCommands}.
 */
@NullMarked
package io.tandem6.server.admin;

import org.jspecify.annotations.NullMarked;
