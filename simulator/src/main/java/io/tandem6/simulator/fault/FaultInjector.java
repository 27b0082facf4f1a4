package io.tandem6.simulator.fault;

import io.tandem6.lease.Lease;
import io.tandem6.simulator.network.ClientNetwork;
import io.tandem6.simulator.network.PeerNetwork;
import io.tandem6.simulator.network.Weather;
import io.tandem6.simulator.server.Host;
import io.tandem6.simulator.server.PairSettings;
import io.tandem6.simulator.time.Timeline;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Brings faults about and ends them. */
public final class FaultInjector {
    /** As slow as can be with everything answered in time. */
    private static final long SLOW = 4 * Timeline.SECOND;

    /** So slow that updates are given up and arrive all the same. */
    private static final long SLOWEST = 13 * Timeline.SECOND;

    private final Timeline timeline;
    private final PairSettings settings;
    private final List<Host> hosts;
    private final ClientNetwork clients;
    private final PeerNetwork peers;
    private final Listener listener;

    /** Hears what operators do that clients must suffer, and what is said to servers. */
    public interface Listener {
        /** An operator takes an address away from whoever has it. */
        void taken(Lease lease);

        /** A wall clock goes wrong. */
        void clockGoesWrong();

        /** A disk loses what was acknowledged. */
        void diskGoesBack(Host host);

        /** An operator's command and what came of it. */
        void commanded(Host host, String command, String outcome);
    }

    /** Works on this world. */
    public FaultInjector(
            Timeline timeline,
            PairSettings settings,
            List<Host> hosts,
            ClientNetwork clients,
            PeerNetwork peers,
            Listener listener) {
        this.timeline = timeline;
        this.settings = settings;
        this.hosts = hosts;
        this.clients = clients;
        this.peers = peers;
        this.listener = listener;
    }

    /** Begins a fault. */
    public void begin(Fault fault) {
        SplittableRandom random = new SplittableRandom(fault.salt());
        switch (fault.kind().origin()) {
            case NETWORK -> beginOnNetwork(fault, random);
            case HOST -> beginOnHost(fault, hosts.get(fault.host()), random);
            case OPERATOR -> beginByOperator(fault, hosts.get(fault.host()), random);
        }
    }

    private void beginOnNetwork(Fault fault, SplittableRandom random) {
        switch (fault.kind()) {
            case LOSS -> clients.setWeather(clients.weather().losing(random.nextDouble(0.02, 0.5)));
            case DELAY ->
                    clients.setWeather(
                            clients.weather()
                                    .delaying(
                                            random.nextLong(
                                                    Timeline.SECOND / 10, 2 * Timeline.SECOND)));
            case DUPLICATION ->
                    clients.setWeather(
                            clients.weather()
                                    .duplicating(random.nextDouble(0.1, 0.9))
                                    .delaying(Timeline.SECOND));
            case PEER_DELAY -> slowWay(random.nextLong(Timeline.SECOND / 10, SLOW));
            case PEER_CRAWL -> slowWay(random.nextLong(SLOW, SLOWEST));
            case PEER_LOSS ->
                    peers.setWeather(
                            peers.weather().losing(random.nextDouble(0.1, 0.7)).duplicating(0.1));
            case PARTITION -> cut(true, true);
            case PARTITION_WITH_CLIENTS -> {
                cut(true, true);
                clients.divide(true);
            }
            case ONE_WAY_PARTITION -> peers.cut(fault.host(), true);
            case UNREACHABLE_BY_CLIENTS -> clients.cut(fault.host(), true);
            default -> throw new IllegalArgumentException("not of the network: " + fault);
        }
    }

    private void beginOnHost(Fault fault, Host host, SplittableRandom random) {
        switch (fault.kind()) {
            case CRASH -> host.crash(false);
            case RESTART_SLOWLY -> {
                host.crash(false);
                slowWay(random.nextLong(Timeline.SECOND, SLOW));
                timeline.after(random.nextLong(fault.length() / 2), host::start);
            }
            case BOTH_CRASH -> {
                hosts.forEach(each -> each.crash(false));
                timeline.after(random.nextLong(fault.length()), host::start);
            }
            case HOST_DOWN -> host.crash(true);
            case CRASH_UNSYNCED -> {
                slow(host, random);
                crashWhenUnsynced(host, timeline.now() + fault.length() / 2);
            }
            case ROLLBACK -> {
                host.crash(true);
                listener.diskGoesBack(host);
                long lost = random.nextLong(10 * Timeline.SECOND, 600 * Timeline.SECOND);
                host.disk().rollBack(timeline.now() - lost);
            }
            case RESTART_WHILE_PARTED -> {
                cut(true, true);
                if (random.nextBoolean()) {
                    clients.divide(true);
                }
                long third = fault.length() / 3;
                timeline.after(random.nextLong(third), () -> host.crash(random.nextBoolean()));
                timeline.after(third + random.nextLong(third), host::start);
            }
            case SLOW_DISK -> slow(host, random);
            case FULL_DISK -> host.disk().fill();
            case PAUSE, LONG_PAUSE -> host.pause();
            case CLOCK_SKEW -> clock(host, random.nextLong(-25, 26));
            case CLOCK_JUMP -> clock(host, random.nextLong(-300, 301));
            default -> throw new IllegalArgumentException("not of a host: " + fault);
        }
    }

    private void beginByOperator(Fault fault, Host host, SplittableRandom random) {
        switch (fault.kind()) {
            case RELOAD -> host.reconfigure(host.config());
            case RECONFIGURE ->
                    host.reconfigure(
                            settings.withValidLifetime(settings.validLifetimeSeconds() / 2)
                                    .config(fault.host()));
            case MAINTENANCE -> {
                command(hosts.get(1 - fault.host()), "ha-maintenance-start", null);
                timeline.after(fault.length() / 4, () -> host.crash(false));
            }
            case MAINTENANCE_CANCELLED ->
                    command(hosts.get(1 - fault.host()), "ha-maintenance-start", null);
            case HA_SYNC -> command(host, "ha-sync", server(1 - fault.host()));
            case HA_RESET -> command(host, "ha-reset", null);
            case DHCP_DISABLE -> command(host, "dhcp-disable", null);
            case LEASE_DELETE -> deleteLease(host, random);
            case LEASE_ADD -> addLease(host, random);
            default -> throw new IllegalArgumentException("not of an operator: " + fault);
        }
    }

    /** Ends it: from here on nothing of it is left but its consequences. */
    public void end(Fault fault) {
        Host host = hosts.get(fault.host());
        switch (fault.kind()) {
            case LOSS -> clients.setWeather(clients.weather().losing(0));
            case DELAY, DUPLICATION -> clients.setWeather(Weather.FAIR);
            case PEER_DELAY, PEER_CRAWL, PEER_LOSS -> peers.setWeather(Weather.FAIR);
            case PARTITION, PARTITION_WITH_CLIENTS -> join();
            case ONE_WAY_PARTITION -> cut(false, false);
            case UNREACHABLE_BY_CLIENTS -> clients.cut(fault.host(), false);
            case CRASH, HOST_DOWN, ROLLBACK, MAINTENANCE -> host.start();
            case RESTART_SLOWLY -> {
                peers.setWeather(Weather.FAIR);
                host.start();
            }
            case BOTH_CRASH -> hosts.forEach(Host::start);
            case RESTART_WHILE_PARTED -> {
                join();
                host.start();
            }
            case CRASH_UNSYNCED -> {
                host.disk().recover();
                host.start();
            }
            case SLOW_DISK, FULL_DISK -> host.disk().recover();
            case PAUSE, LONG_PAUSE -> host.resume();
            case CLOCK_SKEW, CLOCK_JUMP -> host.clock().setOffset(0);
            case RECONFIGURE -> host.reconfigure(settings.config(fault.host()));
            case MAINTENANCE_CANCELLED ->
                    command(hosts.get(1 - fault.host()), "ha-maintenance-cancel", null);
            case DHCP_DISABLE -> command(host, "dhcp-enable", null);
            case RELOAD, HA_SYNC, HA_RESET, LEASE_DELETE, LEASE_ADD -> {}
        }
    }

    private void cut(boolean first, boolean second) {
        peers.cut(0, first);
        peers.cut(1, second);
    }

    private void join() {
        cut(false, false);
        clients.divide(false);
    }

    private void slowWay(long longest) {
        peers.setWeather(peers.weather().delaying(longest));
    }

    private static void slow(Host host, SplittableRandom random) {
        long max = random.nextLong(Timeline.SECOND / 10, 3 * Timeline.SECOND);
        host.disk().setSyncTime(Timeline.SECOND / 20, max);
    }

    /** At the first moment with changes on their way to the disk, or at last anyway. */
    private void crashWhenUnsynced(Host host, long last) {
        if (host.disk().hasUnsynced() || timeline.now() >= last) {
            host.crash(false);
        } else {
            timeline.after(Timeline.SECOND / 10, () -> crashWhenUnsynced(host, last));
        }
    }

    private void clock(Host host, long seconds) {
        listener.clockGoesWrong();
        host.clock().setOffset(seconds * Timeline.SECOND);
    }

    private void deleteLease(Host host, SplittableRandom random) {
        List<Lease> leases = host.leases();
        if (!leases.isEmpty()) {
            Lease lease = leases.get(random.nextInt(leases.size()));
            listener.taken(lease);
            command(host, "lease6-del", named(lease));
        }
    }

    /** Gives an address to a client that never asked, whoever has it. */
    private void addLease(Host host, SplittableRandom random) {
        ObjectNode arguments = JsonNodeFactory.instance.objectNode();
        arguments.put("subnet-id", 1);
        arguments.put(
                "ip-address",
                "2001:db8:1::%x".formatted(0x100 + random.nextInt(settings.addresses())));
        arguments.put("duid", "00:03:00:01:02:99:99:99:99:99");
        arguments.put("iaid", 1);
        command(host, "lease6-add", arguments);
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

    private static ObjectNode server(int number) {
        ObjectNode arguments = JsonNodeFactory.instance.objectNode();
        arguments.put("server-name", "server" + (number + 1));
        return arguments;
    }

    private void command(Host host, String name, @Nullable ObjectNode arguments) {
        boolean up =
                host.execute(
                        name,
                        arguments,
                        answer ->
                                listener.commanded(
                                        host, name, answer.result() + " " + answer.text()));
        if (!up) {
            listener.commanded(host, name, "nobody there");
        }
    }
}
