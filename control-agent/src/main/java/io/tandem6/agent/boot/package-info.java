/** Wires the control agent and starts it. */
@NullMarked
package io.tandem6.agent.boot;

import org.jspecify.annotations.NullMarked;
