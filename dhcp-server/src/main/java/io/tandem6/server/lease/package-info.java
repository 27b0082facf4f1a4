/**
 * The leases in memory and the port through which they become durable. Knows no packets, no files
 * and no clock. Only the event loop touches the table. Start with {@link
 * io.tandem6.server.lease.LeaseTable}.
 *
 * <p>The table is made of rows ({@link io.tandem6.server.lease.LeaseRows}), numbers that stand for
 * records of octets; indexes and orders know nothing but rows.
 */
@NullMarked
package io.tandem6.server.lease;

import org.jspecify.annotations.NullMarked;
