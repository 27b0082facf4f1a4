package io.tandem6.server.fake;

import io.tandem6.message.MessageType;
import io.tandem6.option.MalformedReason;
import io.tandem6.server.exchange.DropReason;
import io.tandem6.server.pipeline.LeaseEvent;
import io.tandem6.server.pipeline.PacketEvents;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

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
    public void changing(LeaseEvent event) {
        list.add("changing " + event.label());
    }

    @Override
    public void replied(int messageType, Duration elapsed) {
        list.add("replied " + MessageType.name(messageType) + " " + elapsed);
    }
}
