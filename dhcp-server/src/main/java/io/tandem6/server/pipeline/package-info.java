/**
 * The one-way path of a packet: decode, unwrap, select the subnet, decide, store, replicate,
 * encode. Says the order and counts the drops; has no rules of its own. Start with {@code
 * PacketPipeline}.
 */
@NullMarked
package io.tandem6.server.pipeline;

import org.jspecify.annotations.NullMarked;
