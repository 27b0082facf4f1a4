package io.tandem6.server.pipeline;

import io.tandem6.option.MalformedReason;
import io.tandem6.server.exchange.DropReason;
import java.time.Duration;

/** Hears what happens to packets, for counting. */
public interface PacketEvents {
    /** A datagram was no DHCPv6 message. */
    void malformed(MalformedReason reason);

    /** A message of this type was decoded. */
    void received(int messageType);

    /** A message is not answered. */
    void dropped(DropReason reason);

    /** A message is about to change a lease. */
    void changing(LeaseEvent event);

    /** A reply of this type was sent so long after its request came. */
    void replied(int messageType, Duration elapsed);
}
