package io.tandem6.simulator.fault;

import io.tandem6.address.Ipv6Address;
import io.tandem6.address.Ipv6Prefix;
import io.tandem6.control.ControlResponse;
import io.tandem6.lease.Lease;
import io.tandem6.lease.LeaseType;
import io.tandem6.server.ha.ServerState;
import io.tandem6.simulator.server.Host;
import io.tandem6.simulator.server.PairSettings;
import io.tandem6.simulator.server.Variation;
import io.tandem6.simulator.time.Timeline;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What operators do to running servers. */
final class OperatorFaults {
    /** Nobody's client: operators give addresses to it. */
    private static final String STRANGER = "00:03:00:01:02:99:99:99:99:99";

    /** After it a command of an operator's has been answered, or never will be. */
    private static final long NEXT_LOOK = 15 * Timeline.SECOND;

    private final Timeline timeline;
    private final PairSettings settings;
    private final List<Host> hosts;
    private final NetworkFaults network;
    private final FaultInjector.Listener listener;
    private final Set<Fault> answered = new HashSet<>();

    /** How many reconfigurations are under way; two may overlap. */
    private int otherPools;

    OperatorFaults(
            Timeline timeline,
            PairSettings settings,
            List<Host> hosts,
            NetworkFaults network,
            FaultInjector.Listener listener) {
        this.timeline = timeline;
        this.settings = settings;
        this.hosts = hosts;
        this.network = network;
        this.listener = listener;
    }

    void begin(Fault fault, SplittableRandom random) {
        Host host = hosts.get(fault.host());
        Host other = hosts.get(1 - fault.host());
        switch (fault.kind()) {
            case RELOAD -> host.reconfigure(host.config());
            case RECONFIGURE -> reconfigure(host, Variation.SHORTER_LEASES);
            case RECONFIGURE_POOLS -> {
                otherPools++;
                listener.poolsDiffer(true);
                reconfigure(host, Variation.FEWER_ADDRESSES);
            }
            case RECONFIGURE_CONTINUITY ->
                    reconfigure(
                            host,
                            random.nextBoolean() ? Variation.SHORTER_MCLT : Variation.OTHER_SPLIT);
            case MAINTENANCE -> {
                execute(
                        List.of(),
                        other,
                        "ha-maintenance-start",
                        null,
                        answer -> answered.add(fault));
                timeline.after(fault.length() / 4, () -> host.crash(false));
            }
            case MAINTENANCE_CANCELLED -> command(other, "ha-maintenance-start", null);
            case HA_SYNC -> command(host, "ha-sync", server(other));
            case HA_RESET ->
                    command(host, random.nextInt(3) == 0 ? "ha-continue" : "ha-reset", null);
            case HA_SCOPES -> command(host, "ha-scopes", scopes(random));
            case DOWN_CONFIRMED -> {
                long alone = random.nextBoolean() ? 0 : fault.length() / 4;
                if (alone > 0) {
                    network.part();
                }
                timeline.after(alone, () -> switchOff(host));
                timeline.after(
                        alone + random.nextLong(fault.length() / 2),
                        () -> command(other, "ha-partner-down-confirm", null));
            }
            case DHCP_DISABLE -> command(host, "dhcp-disable", null);
            case LEASE_DELETE -> deleteLease(host, random);
            case LEASE_ADD -> addLease(host, random);
            case LEASE_FORCE -> forceLease(host, random);
            case LEASE_UPDATE -> prolongLease(host, random);
            case LEASE_WIPE -> wipe(host);
            default -> throw new IllegalArgumentException("not of an operator: " + fault);
        }
    }

    void end(Fault fault) {
        Host host = hosts.get(fault.host());
        switch (fault.kind()) {
            case MAINTENANCE -> {
                host.start();
                Host other = hosts.get(1 - fault.host());
                if (answered.contains(fault)) {
                    lookAfterMaintenance(host, other);
                } else {
                    // It may be carried out any time, with nothing to be maintained any more.
                    endMaintenance(host, other);
                }
            }
            case DOWN_CONFIRMED -> host.switchOn();
            case RECONFIGURE, RECONFIGURE_CONTINUITY -> reconfigure(host, Variation.NONE);
            case RECONFIGURE_POOLS -> {
                reconfigure(host, Variation.NONE);
                otherPools--;
                listener.poolsDiffer(otherPools > 0);
            }
            case MAINTENANCE_CANCELLED -> endMaintenance(host, hosts.get(1 - fault.host()));
            case DHCP_DISABLE -> command(host, "dhcp-enable", null);
            case HA_SCOPES -> command(host, "ha-reset", null);
            default -> {}
        }
    }

    private void switchOff(Host host) {
        host.switchOff();
        network.join();
    }

    /**
     * A server that was back before its partner missed it is in maintenance again, as it was told,
     * and would be for good: nobody but the operator knows that all is done.
     */
    private void lookAfterMaintenance(Host host, Host other) {
        timeline.after(
                NEXT_LOOK,
                () -> {
                    if (is(host, ServerState.IN_MAINTENANCE)
                            || is(other, ServerState.PARTNER_IN_MAINTENANCE)) {
                        endMaintenance(host, other);
                    }
                });
    }

    /**
     * An impatient operator restarts the maintained server before there is an answer, which is also
     * what helps if the other one has gone on to partner-down and cannot cancel any more. A command
     * that failed, as one whose answer was lost, is repeated until the servers are seen to work
     * together: one that says so may still be on its way back into maintenance.
     */
    private void endMaintenance(Host host, Host other) {
        AtomicBoolean settled = new AtomicBoolean();
        execute(
                List.of(),
                other,
                "ha-maintenance-cancel",
                null,
                answer -> settled.set(isDone(answer)));
        timeline.after(
                Timeline.SECOND,
                () -> {
                    if (is(host, ServerState.IN_MAINTENANCE)) {
                        host.crash(false);
                        host.start();
                    }
                });
        timeline.after(
                NEXT_LOOK,
                () -> {
                    if (!settled.get() && !(isNormal(host) && isNormal(other))) {
                        endMaintenance(host, other);
                    }
                });
    }

    private boolean isNormal(Host host) {
        return is(host, settings.normalState());
    }

    private static boolean is(Host host, ServerState state) {
        return host.state().equals(Optional.of(state));
    }

    private static boolean isDone(ControlResponse answer) {
        return answer.result() == ControlResponse.SUCCESS;
    }

    private void reconfigure(Host host, Variation variation) {
        host.reconfigure(settings.config(host.number(), variation));
    }

    private void deleteLease(Host host, SplittableRandom random) {
        Lease lease = any(host, random);
        if (lease != null) {
            taking(List.of(space(lease)), host, "lease6-del", named(lease));
        }
    }

    private void addLease(Host host, SplittableRandom random) {
        command(host, "lease6-add", forStranger(random));
    }

    /** With {@code force} as rule 17 has it, which Kea does not know: there it is an update. */
    private void forceLease(Host host, SplittableRandom random) {
        ObjectNode arguments = forStranger(random);
        arguments.put("force", true).put("force-create", true);
        Ipv6Address address =
                Ipv6Address.tryParse(arguments.get("ip-address").stringValue()).orElseThrow();
        taking(List.of(new Ipv6Prefix(address, 128)), host, "lease6-update", arguments);
    }

    private void prolongLease(Host host, SplittableRandom random) {
        Lease lease = any(host, random);
        if (lease != null && lease.isInUse(host.clock().now().getEpochSecond())) {
            ObjectNode arguments = named(lease);
            arguments.put("duid", lease.duid().toString());
            arguments.put(
                    "iaid", lease.iaid() == null ? 0 : Integer.toUnsignedLong(lease.iaid().bits()));
            arguments.put("valid-lft", settings.validLifetimeSeconds() * 2);
            arguments.put("preferred-lft", settings.validLifetimeSeconds());
            if (lease.type() == LeaseType.IA_PD) {
                arguments.put("prefix-len", lease.prefixLength());
            }
            command(host, "lease6-update", arguments);
        }
    }

    private void wipe(Host host) {
        ObjectNode arguments = JsonNodeFactory.instance.objectNode();
        arguments.put("subnet-id", 1);
        List<Ipv6Prefix> all = host.leases().stream().map(OperatorFaults::space).toList();
        taking(all, host, "lease6-wipe", arguments);
    }

    private static Ipv6Prefix space(Lease lease) {
        return new Ipv6Prefix(lease.address(), lease.prefixLength());
    }

    private static @Nullable Lease any(Host host, SplittableRandom random) {
        List<Lease> leases = host.leases();
        return leases.isEmpty() ? null : leases.get(random.nextInt(leases.size()));
    }

    /** Clients lose these by the command, unless it is refused. */
    private void taking(
            List<Ipv6Prefix> what, Host host, String name, @Nullable ObjectNode arguments) {
        execute(what, host, name, arguments, answer -> {});
    }

    private void execute(
            List<Ipv6Prefix> what,
            Host host,
            String name,
            @Nullable ObjectNode arguments,
            Consumer<ControlResponse> answered) {
        BooleanSupplier mayBeAnswered = host.untilItDies();
        List<Consumer<Boolean>> taken =
                what.stream().map(each -> listener.taken(each, mayBeAnswered)).toList();
        boolean up =
                host.execute(
                        name,
                        arguments,
                        answer -> {
                            taken.forEach(each -> each.accept(isDone(answer)));
                            answered.accept(answer);
                            listener.commanded(host, name, answer.result() + " " + answer.text());
                        });
        if (!up) {
            taken.forEach(each -> each.accept(false));
            listener.commanded(host, name, "nobody there");
        }
    }

    private ObjectNode forStranger(SplittableRandom random) {
        ObjectNode arguments = JsonNodeFactory.instance.objectNode();
        arguments.put("subnet-id", 1);
        arguments.put(
                "ip-address",
                "2001:db8:1::%x".formatted(0x100 + random.nextInt(settings.addresses())));
        arguments.put("duid", STRANGER);
        arguments.put("iaid", 1);
        return arguments;
    }

    private static ObjectNode named(Lease lease) {
        ObjectNode arguments = JsonNodeFactory.instance.objectNode();
        arguments.put("subnet-id", lease.subnetId());
        arguments.put("ip-address", lease.address().toString());
        switch (lease.type()) {
            case IA_NA -> {}
            case IA_PD -> arguments.put("type", "IA_PD");
        }
        return arguments;
    }

    private static ObjectNode server(Host host) {
        ObjectNode arguments = JsonNodeFactory.instance.objectNode();
        arguments.put("server-name", host.name());
        return arguments;
    }

    private ObjectNode scopes(SplittableRandom random) {
        ObjectNode arguments = JsonNodeFactory.instance.objectNode();
        ArrayNode scopes = arguments.putArray("scopes");
        for (Host host : hosts) {
            if (random.nextBoolean() && (settings.loadBalancing() || host.number() == 0)) {
                scopes.add(host.name());
            }
        }
        return arguments;
    }

    private void command(Host host, String name, @Nullable ObjectNode arguments) {
        taking(List.of(), host, name, arguments);
    }
}
