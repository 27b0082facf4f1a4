/**
 * Reads the agent's configuration from where it stands; what it says is {@link
 * io.tandem6.config.AgentConfig}. Opens nothing but files. Start with {@link
 * io.tandem6.agent.settings.AgentConfigFile}.
 */
@NullMarked
package io.tandem6.agent.settings;

import org.jspecify.annotations.NullMarked;
