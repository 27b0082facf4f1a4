/**
 * Hosts and cables: network namespaces, processes in them, and waiting with a deadline. Knows no
 * DHCP. Start with {@link io.tandem6.interop.lab.Lab}.
 */
@NullMarked
package io.tandem6.interop.lab;

import org.jspecify.annotations.NullMarked;
