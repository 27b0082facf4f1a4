/**
 * DHCPv6 clients of others, and a relay between them and the server. Start with {@link
 * io.tandem6.interop.client.ClientProgram}.
 */
@NullMarked
package io.tandem6.interop.client;

import org.jspecify.annotations.NullMarked;
