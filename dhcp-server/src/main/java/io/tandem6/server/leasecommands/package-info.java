/**
 * Kea's {@code lease6-*} commands, for operators and for the HA partner. They read and change the
 * lease table directly: no client is involved, nothing is told to the partner. Start with {@link
 * io.tandem6.server.leasecommands.LeaseCommands}.
 */
@NullMarked
package io.tandem6.server.leasecommands;

import org.jspecify.annotations.NullMarked;
