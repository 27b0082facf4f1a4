package io.tandem6.server.fake;

import io.tandem6.lease.Lease;
import io.tandem6.lease.LeaseType;
import io.tandem6.message.MessageType;
import io.tandem6.option.MalformedReason;
import io.tandem6.server.exchange.DropReason;
import io.tandem6.server.pipeline.LeaseEvent;
import io.tandem6.server.pipeline.PacketEvents;
import io.tandem6.server.subnet.Link;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What happened to packets, in words. */
public final class RecordedEvents implements PacketEvents {
    /** In order. */
    public final List<String> list = new ArrayList<>();

    @Override
    public void malformed(MalformedReason reason) {
        list.add("malformed " + reason);
    }

    @Override
    public void received(int messageType) {
        list.add("received " + MessageType.name(messageType));
    }

    @Override
    public void dropped(DropReason reason) {
        list.add("dropped " + reason.label());
    }

    @Override
    public void changing(LeaseEvent event, Lease lease, @Nullable Lease before) {
        list.add("changing " + event.label());
    }

    @Override
    public void allocationFailed(LeaseType type, Link link, Set<String> classes) {
        list.add("failed " + type + " in subnet " + link.selected().id());
    }

    @Override
    public void replied(int messageType, Duration elapsed) {
        list.add("replied " + MessageType.name(messageType) + " " + elapsed);
    }
}
