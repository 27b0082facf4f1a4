package io.tandem6.server.lease;

import io.tandem6.address.Ipv6Address;
import io.tandem6.lease.BindingKey;
import io.tandem6.lease.Lease;
import io.tandem6.lease.LeaseChange;
import io.tandem6.lease.LeaseState;
import io.tandem6.server.lease.SharedLeaseStore.Looked;
import io.tandem6.server.loop.EventLoop;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The writer of a lease table whose store other servers write too. The table mirrors the store as
 * far as this server knows it. A change is visible here at once and stored only if the store has
 * what it rests on; if not, the table takes over what the store has.
 *
 * <p>What the store says of an address counts only while no change of this server's is under way
 * there: the outcome of the last one tells what came of all of them, because each rests on the one
 * before.
 */
public final class SharedLeases implements LeaseWriter {
    /** Addresses that are looked at behind one that was lost. */
    static final int LOOK_AHEAD = 200;

    private final LeaseTable table;
    private final SharedLeaseStore store;
    private final EventLoop loop;
    private final Map<Ipv6Address, Integer> underWay = new HashMap<>();
    private final Set<Ipv6Address> doubtful = new LinkedHashSet<>();

    /** Joins the table, what makes it durable, and the loop that owns the table. */
    public SharedLeases(LeaseTable table, SharedLeaseStore store, EventLoop loop) {
        this.table = table;
        this.store = store;
        this.loop = loop;
        store.listen(
                new SharedLeaseStore.Listener() {
                    @Override
                    public void seen(List<StoredLease> leases) {
                        loop.execute(() -> learn(leases));
                    }

                    @Override
                    public void back() {
                        loop.execute(SharedLeases.this::settleDoubts);
                    }
                });
    }

    @Override
    public void commit(List<LeaseChange> changes, Consumer<LeaseStore.Outcome> done) {
        List<Revision> revisions = new ArrayList<>(changes.size());
        for (LeaseChange change : changes) {
            revisions.add(new Revision(table.find(change.address()), change));
            table.apply(change);
            underWay.merge(change.address(), 1, Integer::sum);
        }
        store.revise(revisions, outcome -> loop.execute(() -> completed(revisions, outcome, done)));
    }

    @Override
    public boolean canStore() {
        return store.trouble().isEmpty();
    }

    private void completed(
            List<Revision> revisions,
            LeaseStore.Outcome outcome,
            Consumer<LeaseStore.Outcome> done) {
        for (Revision revision : revisions) {
            underWay.computeIfPresent(revision.address(), (a, n) -> n == 1 ? null : n - 1);
        }
        switch (outcome) {
            case LeaseStore.Outcome.Durable ignored -> {}
            case LeaseStore.Outcome.Superseded superseded -> {
                learn(superseded.stored());
                lookAhead(revisions, superseded, () -> done.accept(outcome));
                return;
            }
            case LeaseStore.Outcome.Failed ignored -> {
                revisions.forEach(revision -> doubtful.add(revision.address()));
                settleDoubts();
            }
        }
        done.accept(outcome);
    }

    /**
     * Whoever had the address before us may have the following ones too, and the search goes on
     * there: otherwise each decision would find out about one of them.
     */
    private void lookAhead(
            List<Revision> revisions, LeaseStore.Outcome.Superseded superseded, Runnable next) {
        List<Ipv6Address> following = new ArrayList<>();
        for (Revision revision : revisions) {
            Lease before = revision.before();
            boolean isNew = before == null || before.state() != LeaseState.ASSIGNED;
            if (isNew && superseded.isAbout(revision.address())) {
                int bits = 128 - revision.change().lease().prefixLength();
                for (int i = 1; i <= LOOK_AHEAD; i++) {
                    following.add(revision.address().plusBlocks(i, bits));
                }
            }
        }
        if (following.isEmpty()) {
            next.run();
        } else {
            look(new LeaseQuery(List.of(), following), known -> next.run());
        }
    }

    @Override
    public void refresh(LeaseQuery query, Consumer<Boolean> done) {
        Set<Ipv6Address> addresses = new LinkedHashSet<>(query.addresses());
        for (BindingKey binding : query.bindings()) {
            table.findBinding(binding).forEach(lease -> addresses.add(lease.address()));
        }
        look(new LeaseQuery(query.bindings(), List.copyOf(addresses)), done);
    }

    /** Asks the store about changes whose fate is not known. */
    private void settleDoubts() {
        if (doubtful.isEmpty()) {
            return;
        }
        List<Ipv6Address> asked = List.copyOf(doubtful);
        doubtful.clear();
        look(
                new LeaseQuery(List.of(), asked),
                known -> {
                    if (!known) {
                        doubtful.addAll(asked);
                    }
                });
    }

    private void look(LeaseQuery query, Consumer<Boolean> done) {
        store.look(
                query,
                looked ->
                        loop.execute(
                                () ->
                                        done.accept(
                                                switch (looked) {
                                                    case Looked.Found found -> {
                                                        learn(found.leases());
                                                        yield true;
                                                    }
                                                    case Looked.Unavailable ignored -> false;
                                                })));
    }

    private void learn(List<StoredLease> stored) {
        for (StoredLease row : stored) {
            if (underWay.containsKey(row.address())) {
                continue;
            }
            Lease known = table.find(row.address());
            Lease lease = row.lease();
            if (lease == null) {
                if (known != null) {
                    table.apply(new LeaseChange.Delete(known));
                }
            } else if (!lease.equals(known)) {
                table.apply(LeaseChange.of(lease));
            }
        }
    }
}
