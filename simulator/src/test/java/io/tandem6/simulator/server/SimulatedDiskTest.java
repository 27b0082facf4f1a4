package io.tandem6.simulator.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.tandem6.address.Ipv6Address;
import io.tandem6.identity.Duid;
import io.tandem6.identity.Iaid;
import io.tandem6.lease.Lease;
import io.tandem6.lease.LeaseChange;
import io.tandem6.lease.LeaseType;
import io.tandem6.server.lease.LeaseStore;
import io.tandem6.simulator.time.HostClock;
import io.tandem6.simulator.time.Timeline;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class SimulatedDiskTest {
    private final Timeline timeline = new Timeline();
    private final SimulatedDisk disk =
            new SimulatedDisk(timeline, new SplittableRandom(1), address -> {});
    private final SimulatedLoop loop =
            new SimulatedLoop(
                    timeline,
                    new HostClock(timeline),
                    e -> {
                        throw new AssertionError(e);
                    });
    private final List<LeaseStore.Outcome> outcomes = new ArrayList<>();
    private final LeaseStore store = disk.open(loop, 1);

    @Test
    void whatIsAcknowledgedSurvivesACrash() {
        put(1);
        advance(1);
        loop.kill();
        disk.crash();

        assertThat(outcomes).hasSize(1).first().isInstanceOf(LeaseStore.Outcome.Durable.class);
        assertThat(disk.find(address(1))).isNotNull();
    }

    @Test
    void whatWaitsBehindAWriteIsLostInACrash() {
        disk.setSyncTime(Timeline.SECOND, Timeline.SECOND);
        put(1);
        put(2);
        assertThat(disk.hasUnsynced()).isTrue();
        loop.kill();
        disk.crash();
        advance(10);

        assertThat(outcomes).isEmpty();
        assertThat(disk.find(address(2))).isNull();
    }

    @Test
    void aFullDiskFailsAndOwes() {
        disk.fill();
        put(1);
        advance(1);
        assertThat(outcomes).hasSize(1).first().isInstanceOf(LeaseStore.Outcome.Failed.class);
        assertThat(disk.find(address(1))).isNull();

        disk.recover();
        put(2);
        advance(1);
        assertThat(disk.leases()).extracting(Lease::address).contains(address(1), address(2));
    }

    @Test
    void goesBackToWhatItWas() {
        put(1);
        advance(10);
        store.commit(List.of(new LeaseChange.Delete(lease(1))), outcomes::add);
        put(2);
        advance(10);
        loop.kill();
        disk.crash();
        disk.rollBack(5 * Timeline.SECOND);

        assertThat(disk.leases()).extracting(Lease::address).containsExactly(address(1));
    }

    @Test
    void aNewDiskIsEmpty() {
        put(1);
        advance(10);
        loop.kill();
        disk.crash();
        disk.empty();

        assertThat(disk.leases()).isEmpty();
    }

    @Test
    void anIncarnationIsNeverUsedAgain() {
        disk.crash();
        disk.open(loop, 0);

        assertThat(disk.incarnation()).isEqualTo(2);
    }

    private void put(int number) {
        store.commit(List.of(LeaseChange.of(lease(number))), outcomes::add);
    }

    private void advance(long seconds) {
        timeline.runUntil(timeline.now() + seconds * Timeline.SECOND);
    }

    private static Ipv6Address address(int number) {
        return Ipv6Address.parse("2001:db8::" + number);
    }

    private static Lease lease(int number) {
        return Lease.assigned(
                LeaseType.IA_NA,
                address(number),
                128,
                Duid.parse("00030001020000000001"),
                new Iaid(1),
                1,
                HostClock.EPOCH,
                100,
                50);
    }
}
