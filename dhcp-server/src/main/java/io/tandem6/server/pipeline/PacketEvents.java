package io.tandem6.server.pipeline;

import io.tandem6.lease.Lease;
import io.tandem6.lease.LeaseType;
import io.tandem6.option.MalformedReason;
import io.tandem6.server.exchange.DropReason;
import io.tandem6.server.subnet.Link;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Hears what happens to packets, for counting. */
public interface PacketEvents {
    /** A datagram was no DHCPv6 message. */
    void malformed(MalformedReason reason);

    /** A message of this type was decoded. */
    void received(int messageType);

    /** A message is not answered. */
    void dropped(DropReason reason);

    /**
     * A message is about to change a lease.
     *
     * @param lease what becomes of it; if it is deleted, what it was
     * @param before what there is of that address until then, if anything
     */
    void changing(LeaseEvent event, Lease lease, @Nullable Lease before);

    /**
     * An identity association gets no lease.
     *
     * @param type what it is for
     * @param link where the client is
     * @param classes those that the client is in
     */
    void allocationFailed(LeaseType type, Link link, Set<String> classes);

    /** A reply of this type was sent so long after its request came. */
    void replied(int messageType, Duration elapsed);
}
