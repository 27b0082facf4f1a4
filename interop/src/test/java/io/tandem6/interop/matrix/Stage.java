package io.tandem6.interop.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import io.tandem6.interop.lab.Await;
import io.tandem6.interop.lab.Host;
import io.tandem6.interop.lab.Lab;
import io.tandem6.interop.lease.LeaseDump;
import io.tandem6.interop.lease.LeaseFile;
import io.tandem6.interop.load.Perfdhcp;
import io.tandem6.interop.load.PerfdhcpRun;
import io.tandem6.interop.peer.AgentClient;
import io.tandem6.interop.peer.Half;
import io.tandem6.interop.peer.Pair;
import io.tandem6.interop.peer.Peer;
import io.tandem6.interop.swarm.SwarmOptions;
import io.tandem6.interop.swarm.SwarmReport;
import io.tandem6.interop.swarm.SwarmRun;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** A pair and its clients, as cells see them. Time limits are for slow machines. */
final class Stage {
    private static final Duration STATE_LIMIT = Duration.ofSeconds(90);
    private static final Duration EQUALITY_LIMIT = Duration.ofSeconds(60);

    private static final Duration SERVICE_LIMIT = Duration.ofSeconds(60);
    private static final Duration SOON = Duration.ofSeconds(10);
    private static final Duration SOME_HEARTBEATS = Duration.ofMillis(1200);

    /** A client's seventh message leaves up to 70 s after its first. */
    private static final double PATIENCE_SECONDS = 75;

    private static final int SEED_CLIENTS = 10;
    private static final int NO_BINDING = 3;

    /** More than a page has in a synchronization, so that there are several. */
    private static final int MANY_LEASES = 15_000;

    private final Pairing pairing;
    private final Load load;
    private final Lab lab;
    private final Pair pair;
    private final List<SwarmReport> holders = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private @Nullable PerfdhcpRun running;
    private int loads;
    private int leasesInTheEnd;

    Stage(Pairing pairing, Load load, Lab lab) {
        this.pairing = pairing;
        this.load = load;
        this.lab = lab;
        this.pair = Pair.of(lab, pairing.first(), pairing.second(), pairing.settings());
    }

    Pairing pairing() {
        return pairing;
    }

    /** Starts load with clients of its own. */
    void startLoad(boolean releases) {
        loads++;
        running =
                (releases ? load : load.withoutReleases())
                        .start(lab.client(), loads, "perfdhcp-" + loads + ".log");
    }

    /** Ends the load if there is one. */
    void stopLoad() {
        if (running != null) {
            Perfdhcp.Result result = running.stop();
            running = null;
            assertThat(Load.served(result)).as(result.output()).isPositive();
        }
    }

    Peer peer(Half half) {
        return pair.peer(half);
    }

    AgentClient agent(Half half) {
        return peer(half).agent();
    }

    /** Ends everything that runs, forgets all leases and starts anew. */
    void startOver() {
        for (Half half : Half.values()) {
            peer(half).kill();
            peer(half).removeLeases();
            peer(half).host().setClockAhead(Duration.ZERO);
        }
        holders.clear();
        leasesInTheEnd = 0;
        pair.start();
        awaitNormal();
        expectServed(acquire("seed-" + loads, SEED_CLIENTS, SEED_CLIENTS).await(), SEED_CLIENTS);
    }

    /** Sends a command and expects success. */
    void command(Half half, String command) {
        AgentClient.Answer answer = agent(half).command(command);
        assertThat(answer.result()).as("%s: %s", command, answer).isZero();
    }

    /** Sends a command with string arguments, name and value in turn, and expects success. */
    void command(Half half, String command, String... arguments) {
        ObjectNode map = new JsonMapper().createObjectNode();
        for (int i = 0; i < arguments.length; i += 2) {
            map.put(arguments[i], arguments[i + 1]);
        }
        AgentClient.Answer answer = agent(half).command(command, map);
        assertThat(answer.result()).as("%s %s: %s", command, map, answer).isZero();
    }

    void awaitNormal() {
        pair.awaitNormal(STATE_LIMIT);
    }

    /** False if they are not in their normal state soon, or do not stay there. */
    boolean becomesNormal() {
        try {
            pair.awaitNormal(SOON);
            assertStaysNormal();
            return true;
        } catch (AssertionError e) {
            return false;
        }
    }

    /** Both are in their normal state and stay there while they hear from each other. */
    void assertStaysNormal() {
        Await.still("both work normally", SOME_HEARTBEATS, pair::isNormal);
    }

    /** Waits until the server says that it is in this state. */
    void awaitState(Half half, String state) {
        AtomicReference<String> last = new AtomicReference<>("");
        try {
            Await.that(
                    state + " on " + half.serverName(),
                    STATE_LIMIT,
                    () -> {
                        last.set(agent(half).haState());
                        return last.get().equals(state);
                    });
        } catch (AssertionError e) {
            throw new AssertionError(e.getMessage() + "; it is " + last.get(), e);
        }
    }

    /** Waits until a server has answered so many more clients. */
    void awaitService(Half half, int replies) {
        long before = replies(half);
        Await.that(
                half.serverName() + " to answer " + replies + " clients",
                SERVICE_LIMIT,
                () -> replies(half) >= before + replies);
    }

    /** Waits until a server has sent the answers that it decided upon before. */
    void awaitSilence(Half half) {
        AtomicLong last = new AtomicLong(-1);
        Await.that(
                half.serverName() + " to be silent",
                SERVICE_LIMIT,
                () -> {
                    long replies = replies(half);
                    return last.getAndSet(replies) == replies;
                });
    }

    /** How many Replies a server has sent since its start. */
    long replies(Half half) {
        return peer(half).repliesSent();
    }

    /** Waits until every server that has clients of its own answers them. */
    void awaitService() {
        switch (pairing.mode()) {
            case HOT_STANDBY -> awaitService(Half.FIRST, 5);
            case LOAD_BALANCING -> {
                awaitService(Half.FIRST, 3);
                awaitService(Half.SECOND, 3);
            }
        }
    }

    /** Starts clients that retransmit until they have an address and a prefix. */
    SwarmRun acquire(String name, int count, double rate) {
        return SwarmRun.acquire(swarmHost(), name, count, rate, PATIENCE_SECONDS, true);
    }

    /** All have what they wanted, none what another one has; both servers have to know it. */
    void expectServed(SwarmReport report, int count) {
        assertThat(report.clients()).hasSize(count);
        int unserved = report.unserved().size();
        if (unserved > 0 && !pairing.isStrict()) {
            note(unserved + " clients waited for what a Kea had offered and did not give");
            assertThat(pair.neglected(report)).isEmpty();
            assertThat(unserved).isLessThanOrEqualTo(SwarmReport.few(count));
        } else {
            assertThat(report.unserved()).isEmpty();
        }
        assertThat(report.duplicates()).isEmpty();
        holders.add(report);
    }

    /** Has clients that hold leases do something with them, successfully. */
    SwarmReport resume(String name, SwarmOptions.Task task, String from, int skip, int count) {
        SwarmReport report = SwarmRun.resume(swarmHost(), name, task, from, skip, count).await();
        assertThat(report.served()).as("%s of %s", name, from).isEqualTo(count);
        assertThat(report.clients())
                .as("%s of %s", name, from)
                .allMatch(client -> isSuccess(client, task));
        return report;
    }

    /** A client that asks again because the answer is slow has nothing left to give back. */
    private static boolean isSuccess(SwarmReport.Client client, SwarmOptions.Task task) {
        boolean givesBack = task == SwarmOptions.Task.RELEASE || task == SwarmOptions.Task.DECLINE;
        return client.status() == 0
                || (givesBack && client.sent() > 1 && client.status() == NO_BINDING);
    }

    private Host swarmHost() {
        return lab.host("c2");
    }

    /** Something measured, for the table. */
    void note(String note) {
        notes.add(note);
    }

    /** What was noted since the last time. */
    List<String> takeNotes() {
        List<String> taken = List.copyOf(notes);
        notes.clear();
        return taken;
    }

    LeaseDump leases(Half half) {
        return LeaseDump.of(agent(half));
    }

    /** Waits until both tell the same, in memory as on disk; nothing else must be going on. */
    void awaitSameLeases() {
        AtomicReference<List<String>> last = new AtomicReference<>(List.of());
        try {
            Await.that(
                    "the same leases",
                    EQUALITY_LIMIT,
                    () -> {
                        last.set(differences());
                        return last.get().isEmpty();
                    });
        } catch (AssertionError e) {
            throw new AssertionError("the leases differ:\n" + String.join("\n", last.get()), e);
        }
        assertKnown();
    }

    private List<String> differences() {
        LeaseDump first = leases(Half.FIRST);
        LeaseDump second = leases(Half.SECOND);
        List<String> differences = new ArrayList<>(first.differences(second));
        addDifferences("first on disk", first, Half.FIRST, differences);
        addDifferences("second on disk", second, Half.SECOND, differences);
        return differences;
    }

    private void addDifferences(String what, LeaseDump dump, Half half, List<String> differences) {
        dump.differences(LeaseFile.read(peer(half).leaseFile()))
                .forEach(difference -> differences.add(what + ": " + difference));
    }

    /** True if there are so many leases that comparing them takes longer than what happens. */
    boolean hasManyLeases() {
        return leasesInTheEnd > MANY_LEASES;
    }

    private void assertKnown() {
        LeaseDump leases = leases(Half.FIRST);
        leasesInTheEnd = leases.leases().size();
        for (SwarmReport report : holders) {
            assertThat(report.clients().stream().filter(SwarmReport.Client::served))
                    .allSatisfy(
                            client ->
                                    assertThat(leases.holder(String.valueOf(client.address())))
                                            .as(client.toString())
                                            .isEqualTo(Optional.of(client.duid())));
        }
        holders.clear();
    }
}
