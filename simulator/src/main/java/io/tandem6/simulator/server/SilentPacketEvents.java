package io.tandem6.simulator.server;

import io.tandem6.lease.Lease;
import io.tandem6.lease.LeaseType;
import io.tandem6.option.MalformedReason;
import io.tandem6.server.exchange.DropReason;
import io.tandem6.server.pipeline.LeaseEvent;
import io.tandem6.server.pipeline.PacketEvents;
import io.tandem6.server.subnet.Link;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Counts nothing. What happens to packets is in the log, which a trace shows. */
enum SilentPacketEvents implements PacketEvents {
    /** The only one. */
    INSTANCE;

    @Override
    public void malformed(MalformedReason reason) {}

    @Override
    public void received(int messageType) {}

    @Override
    public void dropped(DropReason reason) {}

    @Override
    public void changing(LeaseEvent event, Lease lease, @Nullable Lease before) {}

    @Override
    public void allocationFailed(LeaseType type, Link link, Set<String> classes) {}

    @Override
    public void replied(int messageType, Duration elapsed) {}
}
