/**
 * Who of two partners may promise what while they do not see each other: ownership of addresses,
 * what the partner has acknowledged, and what is made of its changes. Pure rules and the
 * collections they look at; no clock, no input or output. Start with {@link
 * io.tandem6.server.continuity.Rights}.
 */
@NullMarked
package io.tandem6.server.continuity;

import org.jspecify.annotations.NullMarked;
