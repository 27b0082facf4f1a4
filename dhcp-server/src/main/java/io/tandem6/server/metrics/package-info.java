/**
 * What is counted and measured, each declared once with its labels. Knows no DHCP rules. Start with
 * {@link io.tandem6.server.metrics.ServerMetrics}.
 */
@NullMarked
package io.tandem6.server.metrics;

import org.jspecify.annotations.NullMarked;
