package io.tandem6.simulator.fault;

import io.tandem6.simulator.network.ClientNetwork;
import io.tandem6.simulator.network.PeerNetwork;
import io.tandem6.simulator.network.Weather;
import io.tandem6.simulator.time.Timeline;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;

/** Faults of the way to clients and of the way between the servers. */
final class NetworkFaults {
    /** As slow as can be with everything answered in time. */
    private static final long SLOW = 4 * Timeline.SECOND;

    /** So slow that updates are given up and arrive all the same. */
    private static final long SLOWEST = 13 * Timeline.SECOND;

    /** Commands whose answers get lost together. */
    private static final List<Set<String>> UNANSWERED =
            List.of(
                    Set.of("ha-heartbeat"),
                    Set.of("lease6-bulk-apply"),
                    Set.of("lease6-get-page", "ha-sync-complete-notify", "dhcp-disable"),
                    Set.of("ha-maintenance-notify", "ha-reset", "dhcp-enable"));

    private final ClientNetwork clients;
    private final PeerNetwork peers;

    NetworkFaults(ClientNetwork clients, PeerNetwork peers) {
        this.clients = clients;
        this.peers = peers;
    }

    void begin(Fault fault, SplittableRandom random) {
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
            case ANSWERS_LOST -> {
                Set<String> commands = UNANSWERED.get(random.nextInt(UNANSWERED.size()));
                peers.loseAnswers(commands, random.nextDouble(0.3, 1));
            }
            case PARTITION -> part();
            case PARTITION_WITH_CLIENTS -> {
                part();
                clients.divide(true);
            }
            case ONE_WAY_PARTITION -> peers.cut(fault.host(), true);
            case UNREACHABLE_BY_CLIENTS -> clients.cut(fault.host(), true);
            default -> throw new IllegalArgumentException("not of the network: " + fault);
        }
    }

    void end(Fault fault) {
        switch (fault.kind()) {
            case LOSS -> clients.setWeather(clients.weather().losing(0));
            case DELAY, DUPLICATION -> clients.setWeather(Weather.FAIR);
            case PEER_DELAY, PEER_CRAWL, PEER_LOSS -> quickWay();
            case ANSWERS_LOST -> peers.loseAnswers(Set.of(), 0);
            case PARTITION, PARTITION_WITH_CLIENTS -> join();
            case ONE_WAY_PARTITION -> joinServers();
            case UNREACHABLE_BY_CLIENTS -> clients.cut(fault.host(), false);
            default -> throw new IllegalArgumentException("not of the network: " + fault);
        }
    }

    /** The way between the servers is slow, as far as anything is answered at all. */
    void slowWay(SplittableRandom random) {
        slowWay(random.nextLong(Timeline.SECOND, SLOW));
    }

    private void slowWay(long longest) {
        peers.setWeather(peers.weather().delaying(longest));
    }

    void quickWay() {
        peers.setWeather(Weather.FAIR);
    }

    /** Nothing goes between the servers. */
    void part() {
        peers.cut(0, true);
        peers.cut(1, true);
    }

    /** Each client reaches only one of the servers. */
    void divideClients() {
        clients.divide(true);
    }

    /** Everybody reaches everybody. */
    void join() {
        joinServers();
        clients.divide(false);
    }

    private void joinServers() {
        peers.cut(0, false);
        peers.cut(1, false);
    }
}
