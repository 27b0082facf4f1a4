/**
 * The {@code Dhcp6} configuration as records, and the parser that turns Kea's file into them or
 * into the list of everything that is wrong with it. Reads no files and opens nothing. Start with
 * {@link io.tandem6.config.ServerConfig}.
 */
@NullMarked
package io.tandem6.config;

import org.jspecify.annotations.NullMarked;
