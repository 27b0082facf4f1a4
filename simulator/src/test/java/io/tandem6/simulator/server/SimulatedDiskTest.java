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
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SimulatedDiskTest {
    private final Timeline timeline = new Timeline();
    private final SimulatedDisk disk =
            new SimulatedDisk(timeline, new SplittableRandom(1), this::look);
    private final SimulatedLoop loop =
            new SimulatedLoop(
                    timeline,
                    new HostClock(timeline),
                    e -> {
                        throw new AssertionError(e);
                    });
    private final List<LeaseStore.Outcome> outcomes = new ArrayList<>();
    private final List<Seen> seen = new ArrayList<>();
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

    /** The last word about each address is told, and nothing that was there at no time. */
    @ParameterizedTest
    @EnumSource
    void tellsOfNothingBetweenTwoRowsOfOneFlush(Moment moment) {
        put(1);
        put(2);
        advance(10);
        moment.before.accept(this);
        seen.clear();
        moment.change.accept(this);

        assertThat(seen).extracting(Seen::address).contains(address(1)).doesNotHaveDuplicates();
        assertThat(seen).allMatch(s -> Objects.equals(s.lease, disk.find(s.address)));
    }

    /** Something that changes the lease of the first address twice at one moment. */
    enum Moment {
        ONE_FLUSH(
                test -> {},
                test -> {
                    test.store.commit(twice(), test.outcomes::add);
                    test.advance(1);
                }),
        WHAT_A_FULL_DISK_OWES(
                test -> {
                    test.disk.fill();
                    twice().forEach(c -> test.store.commit(List.of(c), test.outcomes::add));
                    test.advance(1);
                },
                test -> {
                    test.disk.recover();
                    test.store.commit(List.of(), test.outcomes::add);
                    test.advance(1);
                }),
        A_CRASH(
                test ->
                        test.store.commit(
                                Stream.generate(SimulatedDiskTest::twice)
                                        .limit(100)
                                        .flatMap(List::stream)
                                        .toList(),
                                test.outcomes::add),
                test -> {
                    test.loop.kill();
                    test.disk.crash();
                }),
        ROLLED_BACK(SimulatedDiskTest::deleteAndPut, test -> test.disk.rollBack(0)),
        LOST(SimulatedDiskTest::deleteAndPut, test -> test.disk.empty());

        private final Consumer<SimulatedDiskTest> before;
        private final Consumer<SimulatedDiskTest> change;

        Moment(Consumer<SimulatedDiskTest> before, Consumer<SimulatedDiskTest> change) {
            this.before = before;
            this.change = change;
        }
    }

    private record Seen(Ipv6Address address, @Nullable Lease lease) {}

    private void look(Ipv6Address address) {
        seen.add(new Seen(address, disk.find(address)));
    }

    private static List<LeaseChange> twice() {
        return List.of(new LeaseChange.Delete(lease(1)), LeaseChange.of(lease(1)));
    }

    private void deleteAndPut() {
        for (LeaseChange change : twice()) {
            store.commit(List.of(change), outcomes::add);
            advance(10);
        }
        loop.kill();
        disk.crash();
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
