package io.tandem6.simulator;

import io.tandem6.control.ControlRequest;
import io.tandem6.log.EventLog;
import io.tandem6.log.LogMessage;
import io.tandem6.message.ClientMessage;
import io.tandem6.message.Decoded;
import io.tandem6.message.MessageType;
import io.tandem6.message.PacketCodec;
import io.tandem6.server.ha.ServerState;
import io.tandem6.server.peer.PeerResult;
import io.tandem6.simulator.check.Violation;
import io.tandem6.simulator.check.ViolationKind;
import io.tandem6.simulator.client.ClientTraits;
import io.tandem6.simulator.fault.Fault;
import io.tandem6.simulator.fault.FaultKind;
import io.tandem6.simulator.report.MessageText;
import io.tandem6.simulator.report.Trace;
import io.tandem6.simulator.server.Host;
import io.tandem6.simulator.server.PairSettings;
import io.tandem6.simulator.time.Timeline;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * Sees all that is said and done: writes it to the trace, notes which situations occurred, and how
 * long clients wait while one server is down.
 */
final class Observer {
    private static final Set<FaultKind> DOWN =
            EnumSet.of(FaultKind.CRASH, FaultKind.HOST_DOWN, FaultKind.ROLLBACK);
    private static final long DIGEST_PRIME = 0x100000001b3L;

    private final Timeline timeline;
    private final Trace trace;
    private final PairSettings settings;
    private final List<Host> hosts;
    private final Consumer<Violation> violations;
    private final TreeSet<String> situations = new TreeSet<>();
    private final List<Fault> faults = new ArrayList<>();
    private final List<Fault> active = new ArrayList<>();
    private long digest = 0xcbf29ce484222325L;
    private long longestWait;

    Observer(
            Timeline timeline,
            Trace trace,
            PairSettings settings,
            List<Host> hosts,
            Consumer<Violation> violations) {
        this.timeline = timeline;
        this.trace = trace;
        this.settings = settings;
        this.hosts = hosts;
        this.violations = violations;
        situations.add(settings.normalState().wireName() + " pair");
        if (settings.guarded()) {
            situations.add("pools guarded by HA classes");
        }
    }

    Set<String> situations() {
        return situations;
    }

    long digest() {
        return digest;
    }

    long longestWait() {
        return longestWait;
    }

    void clientSays(ClientTraits client, ClientMessage message) {
        String type = MessageType.name(message.type());
        mix(client.number() * 256L + message.type());
        mix(message.transactionId());
        for (Host host : hosts) {
            note(host, type);
        }
        if (trace.isKept()) {
            trace.add(client.name(), "-> " + MessageText.of(message));
        }
    }

    void clientHears(ClientTraits client, byte[] payload) {
        mix(Arrays.hashCode(payload));
        if (trace.isKept()
                && PacketCodec.decode(payload, 0, payload.length) instanceof Decoded.Ok ok) {
            trace.add(client.name(), "<- " + MessageText.of(ok.packet().innermost()));
        }
    }

    void commandArrives(Host host, ControlRequest request, boolean late) {
        note(host, "partner's " + request.command());
        mix(request.command().hashCode());
        if (late) {
            situations.add("a command arrives after it was given up");
        }
        if (trace.isKept()) {
            trace.add(
                    host.name(),
                    "<- partner's %s %s%s"
                            .formatted(
                                    request.command(),
                                    request.arguments() == null ? "" : request.arguments(),
                                    late ? " (given up by the partner)" : ""));
        }
    }

    void commandAnswered(Host host, ControlRequest request, PeerResult result) {
        if (result instanceof PeerResult.Unreachable) {
            note(host, "own command without answer");
        }
        if (trace.isKept()) {
            String outcome =
                    switch (result) {
                        case PeerResult.Answer answer ->
                                "%d %s %s"
                                        .formatted(
                                                answer.result(),
                                                answer.text(),
                                                answer.arguments() == null
                                                        ? ""
                                                        : answer.arguments());
                        case PeerResult.Unreachable none -> none.cause() + " " + none.text();
                    };
            trace.add(host.name(), "   own " + request.command() + " ends: " + outcome);
        }
    }

    void operatorCommanded(Host host, String command, String outcome) {
        trace.add(host.name(), "operator's " + command + ": " + outcome);
    }

    EventLog log(Host host) {
        return trace.isKept()
                ? (message, arguments) -> trace.add(host.name(), "   " + text(message, arguments))
                : EventLog.SILENT;
    }

    private static String text(LogMessage message, Object... arguments) {
        StringBuilder text = new StringBuilder(message.name()).append(' ').append(message.text());
        for (Object argument : arguments) {
            int hole = text.indexOf("{}");
            if (hole >= 0) {
                text.replace(hole, hole + 2, String.valueOf(argument));
            }
        }
        return text.toString();
    }

    void faultBegins(Fault fault) {
        active.add(fault);
        faults.add(fault);
        Host host = hosts.get(fault.host());
        note(host, "fault " + word(fault));
        String seconds = "%.0f s".formatted(fault.length() / (double) Timeline.SECOND);
        trace.add("FAULT", word(fault) + " " + host.name() + " for " + seconds);
        situations.add(active.size() > 1 ? "several faults at once" : "a fault alone");
        long silence = settings.maxResponseDelaySeconds() * Timeline.SECOND;
        boolean parts =
                switch (fault.kind()) {
                    case PARTITION, PARTITION_WITH_CLIENTS, ONE_WAY_PARTITION -> true;
                    default -> false;
                };
        if (parts && fault.length() > silence) {
            situations.add("parted for longer than max-response-delay");
        }
        if (parts && fault.length() > settings.validLifetimeSeconds() * Timeline.SECOND) {
            situations.add("parted for longer than a valid lifetime");
        }
        if (DOWN.contains(fault.kind())
                && fault.length() > settings.validLifetimeSeconds() * Timeline.SECOND) {
            situations.add("down for longer than a valid lifetime");
        }
        if (fault.kind() == FaultKind.CRASH_UNSYNCED && host.disk().hasUnsynced()) {
            situations.add("crash with changes that are not on disk");
        }
        if (isCrowded(hosts.getFirst()) || isCrowded(hosts.getLast())) {
            situations.add("pools over 80 % full when a fault begins");
        }
        for (Host each : hosts) {
            each.state().ifPresent(s -> situations.add("state " + s.wireName()));
        }
    }

    private boolean isCrowded(Host host) {
        long now = host.clock().now().getEpochSecond();
        return host.leases().stream().filter(l -> l.isInUse(now) && l.prefixLength() == 128).count()
                > settings.addresses() * 0.8;
    }

    void faultEnds(Fault fault) {
        active.remove(fault);
        trace.add("FAULT", word(fault) + " " + hosts.get(fault.host()).name() + " is over");
        note(hosts.get(fault.host()), "end of " + word(fault));
    }

    void diskGoesBack(Host host) {
        note(hosts.get(1 - host.number()), "partner's disk goes back");
    }

    /** True if a server is in normal operation, alone or not, and knows all that matters. */
    boolean isWell(Host host) {
        return host.state().equals(Optional.of(settings.normalState()));
    }

    void waited(ClientTraits client, long began) {
        boolean oneDownOnly =
                !faults.isEmpty()
                        && faults.stream()
                                .filter(f -> f.end() + aftermath() > began)
                                .allMatch(f -> DOWN.contains(f.kind()) && f.end() > timeline.now())
                        && active.size() == 1;
        if (!oneDownOnly) {
            return;
        }
        long waited = timeline.now() - began;
        longestWait = Math.max(longestWait, waited);
        if (waited > bound()) {
            violations.accept(
                    new Violation(
                            ViolationKind.UNANSWERED,
                            timeline.now(),
                            "%s waited %.1f s"
                                    .formatted(client.name(), waited / (double) Timeline.SECOND)));
        }
    }

    private static long aftermath() {
        return 60 * Timeline.SECOND;
    }

    /**
     * Kea's rules: silence, then clients that wait for longer than it takes, asked now and then.
     */
    private long bound() {
        return (2 * settings.heartbeatDelaySeconds()
                        + settings.maxResponseDelaySeconds()
                        + settings.maxAckDelaySeconds()
                        + 240)
                * Timeline.SECOND;
    }

    private void note(Host host, String event) {
        String state = host.state().map(ServerState::wireName).orElse("down");
        situations.add(state + " x " + event);
    }

    private static String word(Fault fault) {
        return fault.kind().name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private void mix(long value) {
        digest = (digest ^ value ^ timeline.now()) * DIGEST_PRIME;
    }
}
