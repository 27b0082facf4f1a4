package io.tandem6.server.lease;

import static org.assertj.core.api.Assertions.assertThat;

import io.tandem6.address.Ipv6Address;
import io.tandem6.config.ExpiredLeasesProcessing;
import io.tandem6.lease.Lease;
import io.tandem6.lease.LeaseChange;
import io.tandem6.lease.LeaseState;
import io.tandem6.log.LogMessage;
import io.tandem6.server.fake.FakeLoop;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LeaseReclaimerTest {
    private static final long NOW = 1_800_000_000L;

    private final FakeLoop loop = new FakeLoop(NOW);
    private final LeaseTable table = new LeaseTable();
    private final LeaseStore memory = new InMemoryLeaseStore(1);
    private final CommittingLeases writer = new CommittingLeases(table, memory, loop);
    private final List<Lease> heard = new ArrayList<>();
    private final List<LogMessage> logged = new ArrayList<>();
    private final Set<Ipv6Address> left = new HashSet<>();
    private final Set<Ipv6Address> unforgettable = new HashSet<>();

    private LeaseReclaimer reclaimer(ExpiredLeasesProcessing settings, LeaseWriter leaseWriter) {
        LeaseReclaimer reclaimer =
                new LeaseReclaimer(
                        table,
                        leaseWriter,
                        leaseWriter,
                        lease -> !unforgettable.contains(lease.address()),
                        loop,
                        settings,
                        lease -> !left.contains(lease.address()),
                        heard::add,
                        (message, arguments) -> logged.add(message));
        reclaimer.start();
        return reclaimer;
    }

    private void put(Lease lease) {
        table.apply(new LeaseChange.Put(lease));
    }

    private void putExpiring(int count, long valid) {
        for (int i = 0; i < count; i++) {
            put(Leases.address("2001:db8::" + Integer.toHexString(i + 1), "000102", NOW, valid));
        }
    }

    @Test
    void anExpiredLeaseIsReclaimedRememberedAndForgotten() {
        reclaimer(new ExpiredLeasesProcessing(1, 2, 6, 100, 250, 5), writer);
        Lease lease = Leases.address("2001:db8::1", "000102", NOW, 4);
        Lease declined = Leases.address("2001:db8::2", "000102", NOW, 4).declined(NOW, 3);
        put(lease);
        put(declined);
        put(Leases.address("2001:db8::3", "000102", NOW, Lease.INFINITE));
        loop.advance(Duration.ofSeconds(4));
        assertThat(table.find(declined.address())).as("deleted outright").isNull();
        assertThat(table.find(lease.address())).as("its last second").isEqualTo(lease);
        loop.advance(Duration.ofSeconds(1));
        assertThat(table.find(lease.address()))
                .isEqualTo(lease.withState(LeaseState.EXPIRED_RECLAIMED));
        assertThat(heard).containsExactly(declined, lease);
        loop.advance(Duration.ofSeconds(5));
        assertThat(table.find(lease.address())).isNotNull();
        loop.advance(Duration.ofSeconds(2));
        assertThat(table.find(lease.address())).isNull();
        loop.advance(Duration.ofDays(1));
        assertThat(table.size()).isOne();
    }

    @Test
    void aCycleTakesNoMoreThanItMay() {
        reclaimer(new ExpiredLeasesProcessing(10, 0, 0, 300, 0, 2), writer);
        putExpiring(1000, 1);
        loop.advance(Duration.ofSeconds(10));
        assertThat(heard).hasSize(300);
        assertThat(logged).doesNotContain(LeaseMessage.ALLOC_ENGINE_V6_LEASES_RECLAMATION_SLOW);
        loop.advance(Duration.ofSeconds(10));
        assertThat(heard).hasSize(600);
        assertThat(logged).contains(LeaseMessage.ALLOC_ENGINE_V6_LEASES_RECLAMATION_SLOW);
        loop.advance(Duration.ofSeconds(20));
        assertThat(heard).hasSize(1000);
    }

    @Test
    void whatIsLeftToOthersNeitherCountsNorStandsInTheWay() {
        reclaimer(new ExpiredLeasesProcessing(10, 0, 0, 300, 0, 1), writer);
        putExpiring(1000, 1);
        table.forEach(lease -> left.add(lease.address()));
        for (int i = 1; i <= 10; i++) {
            left.remove(Ipv6Address.parse("2001:db8::" + Integer.toHexString(100 * i)));
        }
        loop.advance(Duration.ofSeconds(10));
        assertThat(heard).hasSize(10);
        assertThat(logged).doesNotContain(LeaseMessage.ALLOC_ENGINE_V6_LEASES_RECLAMATION_SLOW);
        left.clear();
        loop.advance(Duration.ofSeconds(40));
        assertThat(heard).hasSize(1000);
    }

    @Test
    void aCycleWithoutLimitTakesAll() {
        reclaimer(new ExpiredLeasesProcessing(10, 0, 0, 0, 0, 5), writer);
        putExpiring(1000, 1);
        loop.advance(Duration.ofSeconds(10));
        assertThat(heard).hasSize(1000);
    }

    @Test
    void aFailedWriteIsReportedAndTheNextCycleComes() {
        int[] commits = {0};
        LeaseWriter failing =
                (changes, done) -> {
                    commits[0]++;
                    loop.execute(() -> done.accept(new LeaseStore.Outcome.Failed("full")));
                };
        reclaimer(new ExpiredLeasesProcessing(10, 10, 0, 0, 0, 5), failing);
        putExpiring(1, 1);
        put(
                Leases.address("2001:db8::ffff", "000102", NOW - 9, 1)
                        .withState(LeaseState.EXPIRED_RECLAIMED));
        loop.advance(Duration.ofSeconds(30));
        assertThat(commits[0]).isEqualTo(6);
        assertThat(logged).contains(LeaseMessage.ALLOC_ENGINE_V6_LEASES_RECLAMATION_FAILED);
    }

    @Test
    void nothingHappensAfterTheStopOrWithoutInterval() {
        LeaseReclaimer reclaimer = reclaimer(ExpiredLeasesProcessing.DEFAULT, writer);
        reclaimer(new ExpiredLeasesProcessing(0, 0, 0, 0, 0, 0), writer);
        putExpiring(1, 1);
        reclaimer.stop();
        loop.advance(Duration.ofDays(1));
        assertThat(table.find(Ipv6Address.parse("2001:db8::1"))).isNotNull();
        assertThat(loop.timers()).isZero();
    }
}
