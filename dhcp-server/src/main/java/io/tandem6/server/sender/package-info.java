/**
 * Who sent a message: the classes that the client belongs to, the link it is on and what is
 * reserved for it. These depend on each other (a class decides on the subnet, the subnet on the
 * reservation, the reservation on further classes), and this package keeps Kea's order. Pure. Start
 * with {@link io.tandem6.server.sender.Senders}.
 */
@NullMarked
package io.tandem6.server.sender;

import org.jspecify.annotations.NullMarked;
