/**
 * Commands over HTTP: which requests are taken, who may send them, and how answers and refusals
 * look on the wire. Start with {@link io.tandem6.agent.api.ControlEndpoint}.
 */
@NullMarked
package io.tandem6.agent.api;

import org.jspecify.annotations.NullMarked;
