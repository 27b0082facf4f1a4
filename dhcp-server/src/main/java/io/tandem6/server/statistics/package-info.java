/**
 * The statistics that Kea's commands and its monitoring tools know, under Kea's names: counters
 * that the event loop changes as things happen. Must not live here: decisions, I/O, a clock. Start
 * with {@link io.tandem6.server.statistics.Statistics}.
 */
@NullMarked
package io.tandem6.server.statistics;

import org.jspecify.annotations.NullMarked;
