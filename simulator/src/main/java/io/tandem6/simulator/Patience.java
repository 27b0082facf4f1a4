package io.tandem6.simulator;

import io.tandem6.message.ClientMessage;
import io.tandem6.message.MessageType;
import io.tandem6.simulator.check.Violation;
import io.tandem6.simulator.check.ViolationKind;
import io.tandem6.simulator.client.ClientTraits;
import io.tandem6.simulator.fault.Fault;
import io.tandem6.simulator.server.PairSettings;
import io.tandem6.simulator.time.Timeline;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** How long clients wait while one server is down, and whether that is too long. */
final class Patience {
    private static final long A_LITTLE = 150 * Timeline.MILLISECOND;

    /** Clients that have waited for so long are served by whoever is there, in hundredths. */
    private static final int ELAPSED = 50;

    private static final long ANSWER = Timeline.SECOND;

    private static final int TURNED_AWAY_MAX = 3;

    private final Timeline timeline;
    private final PairSettings settings;
    private final FaultHistory faults;
    private final Predicate<ClientTraits> holders;
    private final Consumer<Violation> violations;
    private final Map<ClientTraits, Retry> retries = new HashMap<>();
    private final Map<ClientTraits, Long> askingSince = new HashMap<>();
    private final Map<ClientTraits, Long> askedLast = new HashMap<>();
    private final Set<ClientTraits> offered = new HashSet<>();
    private final Map<ClientTraits, Integer> turnedAway = new HashMap<>();
    private long longestWait;

    /** A message that had to be answered, sent at an instant during a fault. */
    private record Retry(int transaction, long at, Fault during) {}

    Patience(
            Timeline timeline,
            PairSettings settings,
            FaultHistory faults,
            Predicate<ClientTraits> holders,
            Consumer<Violation> violations) {
        this.timeline = timeline;
        this.settings = settings;
        this.faults = faults;
        this.holders = holders;
        this.violations = violations;
    }

    /** The longest that a client waited while one server was down and nothing else was wrong. */
    long longestWait() {
        return longestWait;
    }

    void says(ClientTraits client, ClientMessage message) {
        askingSince.putIfAbsent(client, timeline.now());
        Optional<Fault> down = faults.oneDown();
        if (down.isEmpty() || extendsNothing(client, message)) {
            retries.remove(client);
            return;
        }
        Fault fault = down.get();
        waits(client, fault);
        checkLast(client, fault);
        askedLast.put(client, timeline.now());
        Retry former = retries.get(client);
        boolean again =
                former != null
                        && former.transaction == message.transactionId()
                        && former.during == fault;
        if (again && former != null) {
            if (timeline.now() - former.at > ANSWER) {
                tooLong(client, former);
                retries.remove(client);
            }
        } else if (message.options().elapsedHundredths() >= ELAPSED
                && timeline.now() >= fault.begin() + untilEarlyService()) {
            retries.put(client, new Retry(message.transactionId(), timeline.now(), fault));
        }
    }

    /**
     * Whom an operator has taken everything from is told so by whoever owns it. The other server
     * may have nothing free, and to say that the lease is over is not its right.
     */
    private boolean extendsNothing(ClientTraits client, ClientMessage message) {
        return (message.type() == MessageType.RENEW || message.type() == MessageType.REBIND)
                && !holders.test(client);
    }

    void hears(ClientTraits client, ClientMessage message) {
        faults.oneDown()
                .ifPresentOrElse(
                        fault -> {
                            waits(client, fault);
                            counts(client, message);
                        },
                        () -> turnedAway.remove(client));
        askingSince.remove(client);
        askedLast.remove(client);
        Retry retry = retries.get(client);
        if (retry != null && retry.transaction == message.transactionId()) {
            retries.remove(client);
        }
    }

    /** Another client may be faster once, and nobody keeps offering what it does not give. */
    private void counts(ClientTraits client, ClientMessage message) {
        boolean leases = ReplyContents.shortestValid(message) < Long.MAX_VALUE;
        if (message.type() == MessageType.ADVERTISE) {
            if (leases) {
                offered.add(client);
            }
        } else if (leases) {
            offered.remove(client);
            turnedAway.remove(client);
        } else if (offered.remove(client)
                && turnedAway.merge(client, 1, Integer::sum) == TURNED_AWAY_MAX) {
            report("%s was turned away again after an offer".formatted(client.name()));
        }
    }

    private void tooLong(ClientTraits client, Retry retry) {
        switch (settings.rules()) {
            case CONTINUITY ->
                    report(
                            "%s was not answered when it asked again at %.3f s"
                                    .formatted(client.name(), seconds(retry.at)));
            case KEA -> {}
        }
    }

    /**
     * A client asks again, or is answered. Who was not heard for a long time and does not ask again
     * before that is over cannot be answered before.
     */
    private void waits(ClientTraits client, Fault fault) {
        long began = askingSince.getOrDefault(client, timeline.now());
        if (began >= fault.begin()) {
            longestWait = Math.max(longestWait, timeline.now() - began);
        }
    }

    private void checkLast(ClientTraits client, Fault fault) {
        long began = askingSince.getOrDefault(client, timeline.now());
        long waited = askedLast.getOrDefault(client, began) - began;
        if (began >= fault.begin() && waited > keasBound()) {
            report("%s waited %.1f s".formatted(client.name(), seconds(waited)));
            askingSince.put(client, timeline.now());
        }
    }

    private static double seconds(long nanos) {
        return nanos / (double) Timeline.SECOND;
    }

    private void report(String text) {
        violations.accept(
                new Violation(
                        ViolationKind.UNANSWERED,
                        timeline.now(),
                        String.format(Locale.ROOT, "%s", text)));
    }

    /** A small heartbeat on its way, silence, and a little. */
    private long untilEarlyService() {
        return (settings.contactMillis() + settings.patienceMillis()) * Timeline.MILLISECOND
                + A_LITTLE;
    }

    /** Silence, then clients that wait for longer than it takes, asked now and then. */
    private long keasBound() {
        return (2 * settings.heartbeatDelaySeconds()
                        + settings.maxResponseDelaySeconds()
                        + settings.maxAckDelaySeconds()
                        + 240)
                * Timeline.SECOND;
    }
}
