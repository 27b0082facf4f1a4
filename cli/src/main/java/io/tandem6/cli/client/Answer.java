package io.tandem6.cli.client;

import java.net.InetSocketAddress;

/**
 * How an exchange of a client with servers ended well.
 *
 * @param binding what the client was offered or has now
 * @param from the server's address and port
 * @param transmissions how often the client sent, 1 or more
 */
public record Answer(Binding binding, InetSocketAddress from, int transmissions) {}
