package io.tandem6.server.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.tandem6.lease.Lease;
import io.tandem6.lease.LeaseType;
import io.tandem6.message.MessageType;
import io.tandem6.option.MalformedReason;
import io.tandem6.server.exchange.DropReason;
import io.tandem6.server.pipeline.LeaseEvent;
import io.tandem6.server.pipeline.PacketEvents;
import io.tandem6.server.subnet.Link;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The packet path's meters. Those whose labels are known are there from the start, so that a rate
 * can be computed from the first scrape on. Called on the event loop only.
 */
public final class ServerMetrics implements PacketEvents {
    private static final Duration LATENCY_MIN = Duration.ofNanos(100_000);
    private static final Duration LATENCY_MAX = Duration.ofSeconds(10);
    private static final List<Integer> RECEIVED_TYPES =
            List.of(
                    MessageType.SOLICIT,
                    MessageType.REQUEST,
                    MessageType.CONFIRM,
                    MessageType.RENEW,
                    MessageType.REBIND,
                    MessageType.RELEASE,
                    MessageType.DECLINE,
                    MessageType.INFORMATION_REQUEST);
    private static final List<Integer> SENT_TYPES =
            List.of(MessageType.ADVERTISE, MessageType.REPLY);

    private final Family received;
    private final Family sent;
    private final Family dropped;
    private final Family malformed;
    private final Family leases;
    private final Family allocationFailures;
    private final Map<Integer, Timer> latency = new HashMap<>();

    /** Declares the meters in {@code registry}. */
    public ServerMetrics(MeterRegistry registry) {
        received =
                new Family(
                        label ->
                                Counter.builder("dhcp6.messages.received")
                                        .description("Well-formed messages, relays unwrapped")
                                        .tag("type", label)
                                        .register(registry));
        sent =
                new Family(
                        label ->
                                Counter.builder("dhcp6.messages.sent")
                                        .description("Messages sent to clients and relays")
                                        .tag("type", label)
                                        .register(registry));
        dropped =
                new Family(
                        label ->
                                Counter.builder("dhcp6.drops")
                                        .description("Datagrams that were not answered")
                                        .tag("reason", label)
                                        .register(registry));
        malformed =
                new Family(
                        label ->
                                Counter.builder("dhcp6.malformed")
                                        .description("Datagrams that are no DHCPv6 message")
                                        .tag("reason", label)
                                        .register(registry));
        leases =
                new Family(
                        label ->
                                Counter.builder("dhcp6.lease.changes")
                                        .description("Lease changes for clients")
                                        .tag("event", label)
                                        .register(registry));
        allocationFailures =
                new Family(
                        label ->
                                Counter.builder("dhcp6.allocation.failures")
                                        .description("Clients that got no address or prefix")
                                        .tag("type", label)
                                        .register(registry));
        for (LeaseType type : LeaseType.values()) {
            allocationFailures.at(label(type));
        }
        RECEIVED_TYPES.forEach(type -> received.at(label(type)));
        SENT_TYPES.forEach(type -> sent.at(label(type)));
        SENT_TYPES.forEach(type -> latency.put(type, latency(registry, label(type))));
        for (DropReason reason : DropReason.values()) {
            dropped.at(reason.label());
        }
        for (MalformedReason reason : MalformedReason.values()) {
            malformed.at(label(reason));
        }
        for (LeaseEvent event : LeaseEvent.values()) {
            leases.at(event.label());
        }
    }

    @Override
    public void malformed(MalformedReason reason) {
        malformed.at(label(reason)).increment();
        dropped(DropReason.PARSE_FAILED);
    }

    @Override
    public void received(int messageType) {
        received.at(label(messageType)).increment();
    }

    @Override
    public void dropped(DropReason reason) {
        dropped.at(reason.label()).increment();
    }

    @Override
    public void changing(LeaseEvent event, Lease lease, @Nullable Lease before) {
        leases.at(event.label()).increment();
    }

    @Override
    public void allocationFailed(LeaseType type, Link link, Set<String> classes) {
        allocationFailures.at(label(type)).increment();
    }

    @Override
    public void replied(int messageType, Duration elapsed) {
        sent.at(label(messageType)).increment();
        Timer timer = latency.get(messageType);
        if (timer != null) {
            timer.record(elapsed);
        }
    }

    /** A lease ended by itself. */
    public void reclaimed(Lease lease) {
        leases.at(LeaseEvent.EXPIRED.label()).increment();
    }

    private static Timer latency(MeterRegistry registry, String type) {
        return Timer.builder("dhcp6.reply.latency")
                .description("From the arrival of a message to the departure of its reply")
                .tag("type", type)
                .publishPercentileHistogram()
                .minimumExpectedValue(LATENCY_MIN)
                .maximumExpectedValue(LATENCY_MAX)
                .register(registry);
    }

    private static String label(int messageType) {
        return MessageType.name(messageType).toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static String label(LeaseType type) {
        return type.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static String label(MalformedReason reason) {
        return reason.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Counters that differ in one label. */
    private static final class Family {
        private final Map<String, Counter> counters = new HashMap<>();
        private final Function<String, Counter> declare;

        Family(Function<String, Counter> declare) {
            this.declare = declare;
        }

        Counter at(String label) {
            return counters.computeIfAbsent(label, declare);
        }
    }
}
