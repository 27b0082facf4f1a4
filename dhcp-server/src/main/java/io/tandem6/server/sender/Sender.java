package io.tandem6.server.sender;

import io.tandem6.server.subnet.Link;
import java.util.Optional;

/**
 * Who sent a message.
 *
 * @param link the client's link, if one is configured
 * @param classification its classes
 * @param hosts what is reserved for it
 * @param isUnwanted its classes say that its messages are dropped
 */
public record Sender(
        Optional<Link> link, Classification classification, FoundHosts hosts, boolean isUnwanted) {}
