/**
 * The packaged services with software that others wrote: Kea as partner and predecessor, DHCPv6
 * clients, Kea's load generator. One class a question; how to run things is in the packages below.
 * Start with {@code SeedConfigurationIT}.
 */
@NullMarked
package io.tandem6.interop;

import org.jspecify.annotations.NullMarked;
