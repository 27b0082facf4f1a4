package io.tandem6.server.node;

import io.tandem6.server.exchange.DropReason;
import io.tandem6.server.loop.EventLoop;
import io.tandem6.server.net.Datagram;
import io.tandem6.server.pipeline.PacketEvents;
import io.tandem6.server.pipeline.PacketPipeline;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/**
 * Brings datagrams from the receiving thread to the event loop, and only so many at a time: under
 * overload it is better to drop the newest, whose sender will ask again, than to answer all of them
 * too late.
 */
final class PacketIntake {
    /** About a tenth of a second of work. */
    private static final int WAITING_MAX = 4096;

    private final EventLoop loop;
    private final PacketPipeline pipeline;
    private final PacketEvents events;
    private final AtomicInteger waiting = new AtomicInteger();
    private final LongAdder overflow = new LongAdder();

    PacketIntake(EventLoop loop, PacketPipeline pipeline, PacketEvents events) {
        this.loop = loop;
        this.pipeline = pipeline;
        this.events = events;
    }

    /** Takes a datagram; called on the receiving thread. */
    void received(Datagram datagram) {
        if (waiting.incrementAndGet() > WAITING_MAX) {
            waiting.decrementAndGet();
            overflow.increment();
            return;
        }
        long arrivedNanos = loop.nanoTime();
        loop.execute(
                () -> {
                    waiting.decrementAndGet();
                    for (long lost = overflow.sumThenReset(); lost > 0; lost--) {
                        events.dropped(DropReason.QUEUE_FULL);
                    }
                    handle(datagram, arrivedNanos);
                });
    }

    /** A packet that the server fails at costs only itself; the loop reports the failure. */
    private void handle(Datagram datagram, long arrivedNanos) {
        try {
            pipeline.received(datagram, arrivedNanos);
        } catch (RuntimeException e) {
            events.dropped(DropReason.PROCESSING_FAILED);
            throw e;
        }
    }
}
