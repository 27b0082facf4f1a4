package io.tandem6.server.lease;

import static org.assertj.core.api.Assertions.assertThat;

import io.tandem6.address.Ipv6Address;
import io.tandem6.lease.ChangePosition;
import io.tandem6.lease.Lease;
import io.tandem6.lease.LeaseChange;
import io.tandem6.server.lease.LeaseStore.Outcome;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What every lease store promises. */
public abstract class LeaseStoreContract {
    private final List<Outcome> outcomes = Collections.synchronizedList(new ArrayList<>());

    /** Opens a store, an empty one at first. */
    protected abstract LeaseStore open() throws Exception;

    /** What the store that was opened last found, apart from what the database cannot hold. */
    protected abstract List<Lease> found();

    /** The lease as the store gives it back. */
    protected Lease stored(Lease lease) {
        return lease;
    }

    /** Does everything end with the process? */
    protected boolean forgets() {
        return false;
    }

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

    @Test
    void whatWasDurableIsFoundAgain() throws Exception {
        Random random = new Random(7);
        Map<Ipv6Address, Lease> expected = new TreeMap<>();
        try (LeaseStore store = open()) {
            for (int i = 0; i < 40; i++) {
                List<LeaseChange> together = new ArrayList<>();
                for (int n = random.nextInt(12); n >= 0; n--) {
                    Lease lease = Leases.random(random, 1_800_000_000L);
                    boolean gone = random.nextInt(4) == 0;
                    together.add(gone ? new LeaseChange.Delete(lease) : new LeaseChange.Put(lease));
                    if (gone) {
                        expected.remove(lease.address());
                    } else {
                        expected.put(lease.address(), stored(lease));
                    }
                }
                store.commit(together, outcomes::add);
                if (i % 5 == 4) {
                    settle();
                }
            }
            settle();
        }
        assertThat(outcomes).hasSize(40).allMatch(Outcome.Durable.class::isInstance);
        try (LeaseStore again = open()) {
            again.commit(List.of(), outcome -> {});
            settle();
        }
        assertThat(found())
                .containsExactlyInAnyOrderElementsOf(forgets() ? List.of() : expected.values());
    }

    @Test
    void theLimitsOfEveryFieldAreKept() throws Exception {
        List<Lease> extremes = Leases.extremes(1_800_000_000L);
        try (LeaseStore store = open()) {
            store.commit(
                    extremes.stream().<LeaseChange>map(LeaseChange.Put::new).toList(),
                    outcomes::add);
            settle();
        }
        assertThat(outcomes).hasSize(1).allMatch(Outcome.Durable.class::isInstance);
        try (LeaseStore again = open()) {
            again.commit(List.of(), outcome -> {});
            settle();
        }
        assertThat(found())
                .containsExactlyInAnyOrderElementsOf(
                        forgets() ? List.of() : extremes.stream().map(this::stored).toList());
    }
}
