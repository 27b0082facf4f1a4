package io.tandem6.simulator.server;

import io.tandem6.option.MalformedReason;
import io.tandem6.server.exchange.DropReason;
import io.tandem6.server.pipeline.LeaseEvent;
import io.tandem6.server.pipeline.PacketEvents;
import java.time.Duration;

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
    public void changing(LeaseEvent event) {}

    @Override
    public void replied(int messageType, Duration elapsed) {}
}
