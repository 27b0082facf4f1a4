package io.tandem6.server.lease;

import static org.assertj.core.api.Assertions.assertThat;

import io.tandem6.lease.BindingKey;
import io.tandem6.lease.ChangePosition;
import io.tandem6.lease.Lease;
import io.tandem6.lease.LeaseChange;
import io.tandem6.server.fake.FakeLoop;
import io.tandem6.server.lease.LeaseStore.Outcome;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.junit.jupiter.api.Test;

class SharedLeasesTest {
    private static final long NOW = 1_800_000_000L;
    private static final Lease MINE = Leases.address("2001:db8::1", "000102", NOW, 60);
    private static final Lease THEIRS = Leases.address("2001:db8::1", "0a0b0c", NOW, 60);
    private static final Outcome DURABLE = new Outcome.Durable(new ChangePosition(1, 1));

    private final FakeLoop loop = new FakeLoop(NOW);
    private final LeaseTable table = new LeaseTable();
    private final Store store = new Store();
    private final SharedLeases leases = new SharedLeases(table, store, loop);
    private final List<Object> told = new ArrayList<>();

    /** Answers when the test says so. */
    private static final class Store implements SharedLeaseStore {
        private final Queue<Committed> commits = new ArrayDeque<>();
        private final Queue<Answered> questions = new ArrayDeque<>();
        private final List<Revision> revisions = new ArrayList<>();
        private final List<LeaseQuery> queries = new ArrayList<>();
        private Listener listener;

        @Override
        public void revise(List<Revision> asked, Committed committed) {
            revisions.addAll(asked);
            commits.add(committed);
        }

        @Override
        public void commit(List<LeaseChange> changes, Committed committed) {
            throw new AssertionError("without condition");
        }

        @Override
        public void look(LeaseQuery query, Answered answered) {
            queries.add(query);
            questions.add(answered);
        }

        @Override
        public void listen(Listener hears) {
            listener = hears;
        }

        @Override
        public void close() {}
    }

    private void commit(Lease lease) {
        leases.commit(List.of(new LeaseChange.Put(lease)), told::add);
    }

    private void answer(Outcome outcome) {
        store.commits.remove().completed(outcome);
        loop.run();
    }

    private static StoredLease stored(Lease lease) {
        return new StoredLease(MINE.address(), lease);
    }

    private static Outcome superseded(Lease by) {
        return new Outcome.Superseded(List.of(stored(by)));
    }

    @Test
    void eachChangeRestsOnWhatTheTableSaid() {
        Lease renewed = MINE.renewed(NOW + 1, 60, 30);
        commit(MINE);
        commit(renewed);
        assertThat(store.revisions)
                .containsExactly(
                        new Revision(null, new LeaseChange.Put(MINE)),
                        new Revision(MINE, new LeaseChange.Put(renewed)));
        answer(DURABLE);
        answer(DURABLE);
        assertThat(told).containsExactly(DURABLE, DURABLE);
        assertThat(table.find(MINE.address())).isEqualTo(renewed);
    }

    @Test
    void theFasterServersLeaseTakesThePlaceOfOurs() {
        commit(MINE);
        answer(superseded(THEIRS));
        assertThat(table.find(MINE.address())).isEqualTo(THEIRS);
        assertThat(told).as("first the addresses behind it are looked at").isEmpty();
        Lease next = Leases.address("2001:db8::2", "0a0b0c", NOW, 60);
        assertThat(store.queries.getLast().addresses())
                .hasSize(SharedLeases.LOOK_AHEAD)
                .startsWith(next.address());
        store.questions
                .remove()
                .completed(
                        new SharedLeaseStore.Looked.Found(
                                List.of(new StoredLease(next.address(), next))));
        loop.run();
        assertThat(table.find(next.address())).isEqualTo(next);
        commit(THEIRS.renewed(NOW + 1, 60, 30));
        answer(superseded(null));
        assertThat(table.find(MINE.address())).isNull();
        assertThat(told).containsExactly(superseded(THEIRS), superseded(null));
    }

    @Test
    void whatIsUnderWayIsNotOverwrittenByWhatWasReadBefore() {
        commit(MINE);
        store.listener.seen(List.of(stored(THEIRS), new StoredLease(MINE.address(), null)));
        loop.run();
        assertThat(table.find(MINE.address())).isEqualTo(MINE);
        Lease renewed = MINE.renewed(NOW + 1, 60, 30);
        commit(renewed);
        answer(superseded(THEIRS));
        assertThat(table.find(MINE.address())).as("the last outcome counts").isEqualTo(renewed);
        answer(superseded(THEIRS));
        assertThat(table.find(MINE.address())).isEqualTo(THEIRS);
        store.listener.seen(List.of(stored(null)));
        loop.run();
        assertThat(table.find(MINE.address())).isNull();
    }

    @Test
    void aQuestionIsAboutAllThatIsKnownOfTheClient() {
        commit(MINE);
        answer(DURABLE);
        LeaseQuery query = new LeaseQuery(List.of(MINE.bindingKey()), List.of());
        leases.refresh(query, told::add);
        assertThat(store.queries)
                .containsExactly(
                        new LeaseQuery(List.of(MINE.bindingKey()), List.of(MINE.address())));
        store.questions
                .remove()
                .completed(new SharedLeaseStore.Looked.Found(List.of(stored(null))));
        assertThat(told).as("not before the loop has taken it over").containsExactly(DURABLE);
        loop.run();
        assertThat(told).containsExactly(DURABLE, true);
        assertThat(table.findBinding(new BindingKey(MINE.type(), MINE.duid(), MINE.iaid())))
                .isEmpty();
        leases.refresh(query, told::add);
        store.questions.remove().completed(new SharedLeaseStore.Looked.Unavailable("gone"));
        loop.run();
        assertThat(told).containsExactly(DURABLE, true, false);
    }

    @Test
    void theFateOfAFailedChangeIsAskedForUntilItIsKnown() {
        commit(MINE);
        Outcome failed = new Outcome.Failed("connection lost");
        answer(failed);
        assertThat(told).containsExactly(failed);
        assertThat(store.queries).hasSize(1);
        store.questions.remove().completed(new SharedLeaseStore.Looked.Unavailable("gone"));
        loop.run();
        assertThat(store.queries).as("nobody asks in vain").hasSize(1);
        store.listener.back();
        loop.run();
        assertThat(store.queries.getLast().addresses()).containsExactly(MINE.address());
        store.questions
                .remove()
                .completed(new SharedLeaseStore.Looked.Found(List.of(stored(null))));
        loop.run();
        assertThat(table.find(MINE.address())).isNull();
    }
}
