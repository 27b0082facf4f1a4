/**
 * DHCPv6 messages as values and their encoding. Which messages a server accepts and how it answers
 * is decided elsewhere. Start with {@link io.tandem6.message.PacketCodec}.
 */
@NullMarked
package io.tandem6.message;

import org.jspecify.annotations.NullMarked;
