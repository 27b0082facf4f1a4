package io.tandem6.server.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.tandem6.address.Ipv6Address;
import io.tandem6.lease.Lease;
import io.tandem6.lease.LeaseChange;
import io.tandem6.server.journal.SimulatedDisk.PowerLost;
import io.tandem6.server.lease.LeaseStore.Outcome;
import io.tandem6.server.lease.Leases;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A seeded run of commits and clean-ups is stopped before each of its disk operations in turn, or
 * in the middle of it. Whatever was reported durable has to be there again. To replay a failure,
 * run its seed and look at the operation that the failed assertion names.
 */
class CrashTest {
    private static final int COMMITS = 25;

    /** One life of a server, up to its end or to the crash. */
    private static final class Run {
        private final List<LeaseChange> changes = new ArrayList<>();
        private int durable;

        void live(SimulatedDisk disk, long seed, Map<Ipv6Address, Lease> start) throws Exception {
            Random random = new Random(seed);
            StoreHarness harness = new StoreHarness();
            try {
                JournalLeaseStore store = harness.open(disk);
                assertThat(replay(Map.of(), harness.loaded)).isEqualTo(start);
                for (int i = 0; i < COMMITS; i++) {
                    step(random, harness, store);
                }
                store.close();
            } catch (PowerLost e) {
                return;
            }
        }

        private void step(Random random, StoreHarness harness, JournalLeaseStore store) {
            int count = 1 + random.nextInt(3);
            for (int c = 0; c < count; c++) {
                Lease lease = Leases.random(random, StoreHarness.NOW);
                LeaseChange change =
                        random.nextInt(3) == 0
                                ? new LeaseChange.Delete(lease)
                                : new LeaseChange.Put(lease);
                changes.add(change);
            }
            int end = changes.size();
            store.commit(
                    changes.subList(end - count, end),
                    outcome -> {
                        assertThat(outcome).isInstanceOf(Outcome.Durable.class);
                        durable = end;
                    });
            if (random.nextInt(6) == 0) {
                store.cleanUp();
            }
            if (!harness.writer.isEmpty() && random.nextInt(3) > 0) {
                harness.writer.remove().run();
            }
            if (!harness.cleaner.isEmpty() && random.nextBoolean()) {
                harness.cleaner.remove().run();
            }
        }
    }

    private static Map<Ipv6Address, Lease> replay(
            Map<Ipv6Address, Lease> start, List<LeaseChange> changes) {
        Map<Ipv6Address, Lease> leases = new TreeMap<>(start);
        for (LeaseChange change : changes) {
            switch (change) {
                case LeaseChange.Put put -> leases.put(put.address(), put.lease());
                case LeaseChange.Delete delete -> leases.remove(delete.address());
            }
        }
        return leases;
    }

    private static Map<Ipv6Address, Lease> load(SimulatedDisk disk, boolean finishCleanup)
            throws Exception {
        StoreHarness harness = new StoreHarness();
        JournalLeaseStore store = harness.open(disk);
        try (store) {
            assertThat(harness.logged)
                    .doesNotContain(JournalMessage.DHCPSRV_MEMFILE_LEASE_LOAD_ROW_ERROR);
            if (finishCleanup) {
                harness.settle();
            }
            return replay(Map.of(), harness.loaded);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void whatWasReportedDurableSurvivesAnyCrash(long seed) throws Exception {
        SimulatedDisk whole = new SimulatedDisk(new Random(seed));
        new Run().live(whole, seed, Map.of());
        long operations = whole.operations();
        assertThat(operations).isGreaterThan(50);
        for (long at = 0; at < operations; at++) {
            SimulatedDisk disk = new SimulatedDisk(new Random(seed * 1000 + at));
            disk.crashAfter(at);
            Run first = new Run();
            first.live(disk, seed, Map.of());
            SimulatedDisk after = disk.afterPowerLoss();
            Map<Ipv6Address, Lease> found = load(after, at % 2 == 0);
            assertThat(possible(first)).as("seed %d, operation %d", seed, at).contains(found);
            liveOnAndCrashAgain(after.afterPowerLoss(), seed, at, found);
        }
    }

    /** A second life, which begins with the repair of the first and is cut short as well. */
    private static void liveOnAndCrashAgain(
            SimulatedDisk disk, long seed, long at, Map<Ipv6Address, Lease> start)
            throws Exception {
        disk.crashAfter(at % 37);
        Run second = new Run();
        second.live(disk, seed + 100, start);
        List<Map<Ipv6Address, Lease>> possible = new ArrayList<>();
        for (int end = second.durable; end <= second.changes.size(); end++) {
            possible.add(replay(start, second.changes.subList(0, end)));
        }
        assertThat(possible)
                .as("seed %d, operation %d, second life", seed, at)
                .contains(load(disk.afterPowerLoss(), true));
    }

    /** The states after what was reported durable and any number of the changes that follow. */
    private static List<Map<Ipv6Address, Lease>> possible(Run run) {
        List<Map<Ipv6Address, Lease>> states = new ArrayList<>();
        for (int end = run.durable; end <= run.changes.size(); end++) {
            states.add(replay(Map.of(), run.changes.subList(0, end)));
        }
        return states;
    }

    @ParameterizedTest
    @ValueSource(longs = {11, 12})
    void theEndOfTheProcessAloneLosesNothing(long seed) throws Exception {
        SimulatedDisk disk = new SimulatedDisk(new Random(seed));
        Run run = new Run();
        run.live(disk, seed, Map.of());
        assertThat(load(disk.afterProcessEnd(), true)).isEqualTo(replay(Map.of(), run.changes));
    }
}
