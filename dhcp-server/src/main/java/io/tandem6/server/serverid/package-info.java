/**
 * The server's own DUID: how it is made (pure) and the file that keeps it, Kea's {@code
 * kea-dhcp6-serverid}, so that clients notice nothing when a Kea is replaced. Start with {@link
 * io.tandem6.server.serverid.ServerIdFile}.
 */
@NullMarked
package io.tandem6.server.serverid;

import org.jspecify.annotations.NullMarked;
