/**
 * Brings leases from one store to another, while no server runs or beside one: what {@code tandem6
 * leases} does. Start with {@link io.tandem6.server.transfer.LeasePlace}.
 */
@NullMarked
package io.tandem6.server.transfer;

import org.jspecify.annotations.NullMarked;
