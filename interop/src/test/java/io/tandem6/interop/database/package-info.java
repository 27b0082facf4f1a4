/**
 * Servers that share a lease database: nothing is given twice, nothing that was acknowledged is
 * lost, and Kea and Tandem6 read what the other wrote.
 */
@NullMarked
package io.tandem6.interop.database;

import org.jspecify.annotations.NullMarked;
