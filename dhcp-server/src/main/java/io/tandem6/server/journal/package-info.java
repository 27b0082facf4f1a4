/**
 * The durable lease store: Kea's memfile. Rows of CSV are appended to one file, many changes for
 * one flush to disk, and a clean-up folds superseded rows away under Kea's file names, so that
 * either server can take over the files of the other. Knows what a row is and when it is safe; must
 * not decide about leases. Start with {@link io.tandem6.server.journal.JournalLeaseStore}.
 *
 * <p>Invariants: a change is reported durable only after it, and the directory entry of the file it
 * is in, were flushed; a row that cannot be read is logged and kept, never dropped silently; at any
 * moment the files that {@link io.tandem6.server.journal.LeaseFileNames} says to load hold every
 * durable change.
 */
@NullMarked
package io.tandem6.server.journal;

import org.jspecify.annotations.NullMarked;
