/**
 * Leases in PostgreSQL and MySQL, in Kea's tables, which other servers may write too. The database
 * decides, by its primary key and by conditions in every statement. Knows no packets. Start with
 * {@link io.tandem6.server.sql.SqlLeaseStore}; what is said to the database is in {@link
 * io.tandem6.server.sql.LeaseSession}.
 */
@NullMarked
package io.tandem6.server.sql;

import org.jspecify.annotations.NullMarked;
