/**
 * Reads the agent's configuration, or that of the server, from where it stands; what the agent
 * makes of it is {@link io.tandem6.agent.settings.AgentSettings}. Opens nothing but files. Start
 * with {@link io.tandem6.agent.settings.AgentConfigFile}.
 */
@NullMarked
package io.tandem6.agent.settings;

import org.jspecify.annotations.NullMarked;
