package io.tandem6.server.net;

/**
 * An entry of {@code interfaces} that cannot be served at present.
 *
 * @param reason why, for the operator
 * @param mistaken true if the host has not got the interface, or the interface the address, and the
 *     configuration in force does not name it: most likely it never will. What is in force may only
 *     have gone for a while.
 */
public record UnusableSelection(String reason, boolean mistaken) {}
