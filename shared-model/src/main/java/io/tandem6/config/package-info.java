/**
 * The {@code Dhcp6} and {@code Control-agent} configurations as records, and the parsers that turn
 * Kea's files into them or into the list of everything that is wrong with them. Reads no files and
 * opens nothing; included files come through a {@link io.tandem6.config.TextResolver}.
 *
 * <p>Start with {@link io.tandem6.config.ServerConfig} for what is configured and with {@link
 * io.tandem6.config.Dhcp6Parser} for how it is read: text ({@code KeaJson}), keyword tables ({@code
 * Dhcp6Schema} and the other schemas), readers of the single maps. A new keyword is a line in a
 * table.
 */
@NullMarked
package io.tandem6.config;

import org.jspecify.annotations.NullMarked;
