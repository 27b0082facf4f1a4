package io.tandem6.simulator;

import io.tandem6.address.Ipv6Address;
import io.tandem6.control.ControlRequest;
import io.tandem6.lease.Lease;
import io.tandem6.log.EventLog;
import io.tandem6.log.LogMessage;
import io.tandem6.message.ClientMessage;
import io.tandem6.message.MessageType;
import io.tandem6.server.peer.PeerResult;
import io.tandem6.simulator.check.Checker;
import io.tandem6.simulator.check.Violation;
import io.tandem6.simulator.client.ClientTraits;
import io.tandem6.simulator.client.Holding;
import io.tandem6.simulator.fault.Fault;
import io.tandem6.simulator.report.MessageText;
import io.tandem6.simulator.report.Trace;
import io.tandem6.simulator.server.Host;
import io.tandem6.simulator.server.PairSettings;
import io.tandem6.simulator.time.HostClock;
import io.tandem6.simulator.time.Timeline;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;

/**
 * Sees all that is said and done: writes it to the trace, notes which situations occurred, and how
 * long clients wait while one server is down.
 */
final class Observer {
    private static final long DIGEST_PRIME = 0x100000001b3L;
    private static final String HEARTBEAT = "ha-heartbeat";

    private final Timeline timeline;
    private final Trace trace;
    private final PairSettings settings;
    private final List<Host> hosts;
    private final Situations situations;
    private final FaultHistory faults;
    private final Patience patience;
    private final Map<Integer, String> heartbeats = new HashMap<>();
    private final Map<String, String> arrivals = new HashMap<>();
    private final Set<Integer> agreed = new HashSet<>();
    private BooleanSupplier parted = () -> false;
    private long digest = 0xcbf29ce484222325L;

    Observer(
            Timeline timeline,
            Trace trace,
            PairSettings settings,
            List<Host> hosts,
            Checker checker,
            Consumer<Violation> violations) {
        this.timeline = timeline;
        this.trace = trace;
        this.settings = settings;
        this.hosts = hosts;
        this.situations = new Situations(settings, hosts);
        this.faults = new FaultHistory(timeline, settings, hosts);
        this.patience =
                new Patience(timeline, settings, faults, checker::holdsSomething, violations);
    }

    /** From where it is known whether the servers are parted. */
    void watches(BooleanSupplier isParted) {
        parted = isParted;
    }

    Set<String> situations() {
        return situations.all();
    }

    FaultHistory faults() {
        return faults;
    }

    Patience patience() {
        return patience;
    }

    long digest() {
        return digest;
    }

    void clientSays(ClientTraits client, ClientMessage message) {
        String type = MessageType.name(message.type());
        mix(client.number() * 256L + message.type());
        mix(message.transactionId());
        for (Host host : hosts) {
            situations.note(host, type);
        }
        patience.says(client, message);
        if (trace.isKept()) {
            trace.add(client.name(), "-> " + MessageText.of(message));
        }
    }

    void clientHears(ClientTraits client, Host from, byte[] payload, ClientMessage message) {
        mix(Arrays.hashCode(payload));
        patience.hears(client, message);
        if (message.type() == MessageType.REPLY) {
            noteReply(from, message);
        }
        if (trace.isKept()) {
            trace.add(client.name(), "<- " + from.name() + "'s " + MessageText.of(message));
        }
    }

    void clientHas(Holding holding) {
        situations.note(
                switch (holding.type()) {
                    case IA_NA -> "clients have addresses";
                    case IA_PD -> "clients have prefixes";
                });
    }

    private void noteReply(Host from, ClientMessage message) {
        boolean alone = parted.getAsBoolean() || !hosts.get(1 - from.number()).isUp();
        if (alone) {
            situations.note(from, "answers without its partner");
        }
        if (!message.options().serverId().equals(Optional.of(from.serverId()))) {
            situations.note(from, "answers in its partner's name");
        }
        if (ReplyContents.isRefusal(message)) {
            situations.note(from, alone ? "refuses without its partner" : "refuses a client");
        }
        long shortest = ReplyContents.shortestValid(message);
        if (shortest < settings.validLifetimeSeconds()) {
            situations.note(from, "answers with a shorter lifetime");
        }
    }

    void commandArrives(Host host, ControlRequest request, boolean late) {
        situations.note(host, arrivals.computeIfAbsent(request.command(), c -> "partner's " + c));
        mix(request.command().hashCode());
        if (late) {
            situations.note("a command arrives after it was given up");
        }
        if (trace.isKept() && !request.command().equals(HEARTBEAT)) {
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
        switch (result) {
            case PeerResult.Unreachable none -> {
                situations.note(host, "own " + request.command() + " without answer");
                situations.note("no answer to " + request.command());
            }
            case PeerResult.Answer answer -> {
                JsonNode arguments = answer.arguments();
                if (arguments != null && !arguments.path("failed-leases").isEmpty()) {
                    situations.note(host, "the partner refuses a lease");
                }
            }
        }
        if (trace.isKept()) {
            traceAnswer(host, request, result);
        }
    }

    /** Most heartbeats say what the last one said; only the others are worth reading. */
    private void traceAnswer(Host host, ControlRequest request, PeerResult result) {
        String outcome =
                switch (result) {
                    case PeerResult.Answer answer ->
                            "%d %s %s"
                                    .formatted(
                                            answer.result(),
                                            answer.text(),
                                            request.command().equals("lease6-get-page")
                                                            || answer.arguments() == null
                                                    ? ""
                                                    : answer.arguments());
                    case PeerResult.Unreachable none -> none.cause() + " " + none.text();
                };
        if (request.command().equals(HEARTBEAT)) {
            String gist =
                    result instanceof PeerResult.Answer answer && answer.arguments() != null
                            ? answer.arguments().path("state").toString()
                                    + answer.arguments().path("scopes")
                            : outcome;
            if (gist.equals(heartbeats.put(host.number(), gist))) {
                return;
            }
        }
        trace.add(host.name(), "   own " + request.command() + " ends: " + outcome);
    }

    void operatorCommanded(Host host, String command, String outcome) {
        trace.add(host.name(), "operator's " + command + ": " + outcome);
        situations.note(host, "operator's " + command);
        situations.note(
                "operator's %s is %s"
                        .formatted(command, outcome.startsWith("0 ") ? "done" : "refused"));
    }

    EventLog log(Host host) {
        return new EventLog() {
            @Override
            public void log(LogMessage message, Object... arguments) {
                if (isTelling(message)) {
                    hearsOfAgreement(host, message.name());
                    situations.note(host, message.name());
                    situations.note(message.name());
                }
                if (trace.isKept()) {
                    trace.add(host.name(), "   " + text(message, arguments));
                }
            }

            @Override
            public boolean isOn(LogMessage message) {
                return trace.isKept() || isTelling(message);
            }
        };
    }

    private void hearsOfAgreement(Host host, String message) {
        if (message.equals("TANDEM6_CONTINUITY_AGREED")) {
            agreed.add(host.number());
        } else if (message.equals("TANDEM6_CONTINUITY_ENDED")) {
            agreed.remove(host.number());
        }
    }

    /** True if a server has agreed with the other one on who may promise what. */
    boolean isAgreed(Host host) {
        return agreed.contains(host.number());
    }

    /** What two Tandem6 servers have to tell of each other. */
    private static boolean isTelling(LogMessage message) {
        return message.name().startsWith("TANDEM6_");
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

    void leaseChanged(Host host, Ipv6Address address) {
        if (trace.isKept()) {
            Lease lease = host.disk().find(address);
            trace.add(
                    host.name(),
                    lease == null
                            ? "disk: %s nothing".formatted(address)
                            : "disk: %s/%d %s of %s until %d"
                                    .formatted(
                                            address,
                                            lease.prefixLength(),
                                            lease.state(),
                                            lease.duid(),
                                            lease.expire() - HostClock.EPOCH));
        }
    }

    void faultBegins(Fault fault) {
        faults.begins(fault);
        situations.faultBegins(fault, faults.active());
        String seconds = "%.0f s".formatted(fault.length() / (double) Timeline.SECOND);
        trace.add(
                "FAULT",
                fault.kind().word() + " " + hosts.get(fault.host()).name() + " for " + seconds);
    }

    void faultEnds(Fault fault) {
        faults.ends(fault);
        trace.add("FAULT", fault.kind().word() + " " + hosts.get(fault.host()).name() + " is over");
        situations.faultEnds(fault);
    }

    void diesUnsynced() {
        situations.note("crash with changes that are not on disk");
    }

    void diskGoesBack(Host host) {
        agreed.remove(host.number());
        situations.note(hosts.get(1 - host.number()), "partner's disk goes back");
    }

    private void mix(long value) {
        digest = (digest ^ value ^ timeline.now()) * DIGEST_PRIME;
    }
}
