/**
 * What people read: the conversation of one seed, and what many seeds showed. Start with {@link
 * io.tandem6.simulator.report.BatchReport}.
 */
@NullMarked
package io.tandem6.simulator.report;

import org.jspecify.annotations.NullMarked;
