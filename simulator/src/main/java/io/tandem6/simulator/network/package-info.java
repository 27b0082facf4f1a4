/**
 * What is between servers and clients and between the two servers: loss, delay, duplication,
 * partitions. No DHCP meaning. Start with {@link io.tandem6.simulator.network.ClientNetwork}.
 */
@NullMarked
package io.tandem6.simulator.network;

import org.jspecify.annotations.NullMarked;
