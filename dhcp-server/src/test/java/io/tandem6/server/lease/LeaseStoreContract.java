package io.tandem6.server.lease;

import static org.assertj.core.api.Assertions.assertThat;

import io.tandem6.lease.ChangePosition;
import io.tandem6.lease.LeaseChange;
import io.tandem6.server.lease.LeaseStore.Outcome;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What every lease store promises. */
public abstract class LeaseStoreContract {
    private final List<Outcome> outcomes = new ArrayList<>();

    /** Opens an empty store. */
    protected abstract LeaseStore open() throws Exception;

    /** Lets the store's threads do all they have to do. */
    protected abstract void settle();

    private static LeaseChange change(int host) {
        return new LeaseChange.Put(Leases.address("2001:db8:1::" + host, "000102", 1000, 60));
    }

    @Test
    void positionsGrowByTheChangesOfEachCommit() throws Exception {
        try (LeaseStore store = open()) {
            store.commit(List.of(change(1), change(2)), outcomes::add);
            store.commit(List.of(), outcomes::add);
            store.commit(List.of(change(3)), outcomes::add);
            settle();
            store.commit(List.of(new LeaseChange.Delete(change(3).lease())), outcomes::add);
            settle();
        }
        assertThat(outcomes)
                .extracting(o -> ((Outcome.Durable) o).last().sequence())
                .containsExactly(2L, 2L, 3L, 4L);
        assertThat(outcomes)
                .extracting(o -> ((Outcome.Durable) o).last())
                .isSorted()
                .extracting(ChangePosition::incarnation)
                .allMatch(i -> i > 0)
                .containsOnly(((Outcome.Durable) outcomes.getFirst()).last().incarnation());
    }

    @Test
    void closingCompletesWhatWasHandedIn() throws Exception {
        LeaseStore store = open();
        store.commit(List.of(change(1)), outcomes::add);
        store.close();
        settle();
        assertThat(outcomes).hasSize(1).first().isInstanceOf(Outcome.Durable.class);
        store.close();
        store.commit(List.of(change(2)), outcomes::add);
        settle();
        assertThat(outcomes).hasSize(2).last().isInstanceOf(Outcome.Failed.class);
    }
}
