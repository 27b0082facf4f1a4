/**
 * What the agent is told by its configuration file. Opens nothing but files. Start with {@link
 * io.tandem6.agent.settings.AgentSettings}.
 */
@NullMarked
package io.tandem6.agent.settings;

import org.jspecify.annotations.NullMarked;
