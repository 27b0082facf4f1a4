package io.tandem6.server.lease;

import static org.assertj.core.api.Assertions.assertThat;

import io.tandem6.lease.ChangePosition;
import io.tandem6.lease.Lease;
import io.tandem6.lease.LeaseChange;
import io.tandem6.server.fake.FakeLoop;
import io.tandem6.server.lease.LeaseStore.Outcome;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CommittingLeasesTest {
    private final FakeLoop loop = new FakeLoop(1_800_000_000L);
    private final LeaseTable table = new LeaseTable();
    private final Lease lease = Leases.address("2001:db8::1", "000102", 1_800_000_000L, 5);

    @Test
    void aChangeIsVisibleAtOnceAndReportedOnTheLoop() {
        LeaseWriter writer = new CommittingLeases(table, new InMemoryLeaseStore(7), loop);
        List<Outcome> outcomes = new ArrayList<>();
        writer.commit(
                List.of(new LeaseChange.Put(lease), new LeaseChange.Delete(lease)), outcomes::add);
        writer.commit(List.of(new LeaseChange.Put(lease)), outcomes::add);
        assertThat(table.find(lease.address())).isEqualTo(lease);
        assertThat(outcomes).isEmpty();
        loop.run();
        assertThat(outcomes)
                .containsExactly(
                        new Outcome.Durable(new ChangePosition(7, 2)),
                        new Outcome.Durable(new ChangePosition(7, 3)));
    }

    @Test
    void aClosedStoreFailsTheCommit() {
        LeaseStore store = new InMemoryLeaseStore(7);
        store.close();
        List<Outcome> outcomes = new ArrayList<>();
        new CommittingLeases(table, store, loop)
                .commit(List.of(new LeaseChange.Put(lease)), outcomes::add);
        loop.run();
        assertThat(outcomes).hasSize(1).first().isInstanceOf(Outcome.Failed.class);
    }
}
