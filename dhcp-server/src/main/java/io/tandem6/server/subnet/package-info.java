/**
 * Which link a client is on, and so which subnets serve it. A pure function of the message's way
 * and the configuration. Start with {@link io.tandem6.server.subnet.SubnetSelector}.
 */
@NullMarked
package io.tandem6.server.subnet;

import org.jspecify.annotations.NullMarked;
