package io.tandem6.server.peer;

import io.tandem6.identity.Duid;
import io.tandem6.lease.Lease;
import io.tandem6.lease.LeaseChange;
import io.tandem6.lease.LeaseState;
import io.tandem6.server.continuity.End;
import io.tandem6.server.continuity.OutstandingLease;
import io.tandem6.server.lease.LeaseQuery;
import io.tandem6.server.lease.LeaseStore;
import io.tandem6.server.lease.LeaseView;
import io.tandem6.server.lease.LeaseWriter;
import io.tandem6.server.loop.EventLoop;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The way of this server's own changes to the lease table, on which a partner's account is kept of
 * what it does not know. Under an agreement no lease vanishes: its end has to be told. Event loop
 * only.
 */
public final class TrackedLeases implements LeaseWriter {
    private final LeaseView leases;
    private final LeaseWriter writer;
    private final Supplier<Optional<Continuity>> continuity;
    private final EventLoop loop;
    private final OwedChanges owed;
    private final End end;
    private final boolean undoes;

    /**
     * Follows changes.
     *
     * @param continuity who keeps the account, if there is one
     * @param end how leases end that end this way
     * @param undoes what could not be stored is taken back, since somebody hears that it failed;
     *     else it is stored later on
     */
    public TrackedLeases(
            LeaseView leases,
            LeaseWriter writer,
            Supplier<Optional<Continuity>> continuity,
            EventLoop loop,
            End end,
            boolean undoes) {
        this.leases = leases;
        this.writer = writer;
        this.continuity = continuity;
        this.loop = loop;
        this.owed = new OwedChanges(loop, writer);
        this.end = end;
        this.undoes = undoes;
    }

    @Override
    public void commit(List<LeaseChange> changes, Consumer<LeaseStore.Outcome> done) {
        Optional<Continuity> tracking = continuity.get().filter(c -> c.account().isKept());
        if (tracking.isEmpty() || changes.isEmpty()) {
            writer.commit(changes, done);
            return;
        }
        Account account = tracking.get().account();
        Courier courier = tracking.get().courier();
        Duid serverId = tracking.get().serverId();
        List<LeaseChange> kept = new ArrayList<>(changes.size());
        List<Former> former = new ArrayList<>();
        for (LeaseChange change : changes) {
            Lease lease = remaining(change, serverId);
            if (undoes) {
                former.add(Former.of(lease, leases, account));
            }
            account.changed(lease, leases.find(lease.address()), end);
            kept.add(new LeaseChange.Put(lease));
        }
        writer.commit(
                kept,
                outcome -> {
                    switch (outcome) {
                        case LeaseStore.Outcome.Durable ignored -> durable(account, kept);
                        case LeaseStore.Outcome.Failed ignored -> {
                            if (undoes) {
                                undo(account, former);
                            } else {
                                owed.await(
                                        () -> {
                                            durable(account, kept);
                                            courier.pump();
                                        });
                            }
                        }
                        // Who shares a database has no agreement, and so no account.
                        case LeaseStore.Outcome.Superseded ignored -> {}
                    }
                    done.accept(outcome);
                    courier.pump();
                });
    }

    /**
     * An address before it was changed.
     *
     * @param after as it is from then on
     * @param lease null if there was none
     * @param entry what the partner did not know of it, null if it knew everything
     */
    private record Former(Lease after, @Nullable Lease lease, @Nullable OutstandingLease entry) {
        static Former of(Lease after, LeaseView leases, Account account) {
            return new Former(
                    after,
                    leases.find(after.address()),
                    account.find(after.address()).orElse(null));
        }

        LeaseChange change() {
            return lease == null ? new LeaseChange.Delete(after) : new LeaseChange.Put(lease);
        }
    }

    /** Nobody was told of it. What has come in between stays. */
    private void undo(Account account, List<Former> former) {
        List<Former> undone =
                former.stream()
                        .filter(f -> f.after().equals(leases.find(f.after().address())))
                        .toList();
        undone.forEach(f -> account.undone(f.after().address(), f.entry()));
        writer.commit(undone.stream().map(Former::change).toList(), outcome -> {});
    }

    @Override
    public void refresh(LeaseQuery query, Consumer<Boolean> done) {
        writer.refresh(query, done);
    }

    @Override
    public boolean canStore() {
        return writer.canStore();
    }

    private Lease remaining(LeaseChange change, Duid serverId) {
        return switch (change) {
            case LeaseChange.Delete(Lease lease) -> ended(lease, serverId);
            case LeaseChange.Put(Lease lease) ->
                    lease.state() == LeaseState.EXPIRED_RECLAIMED ? ended(lease, serverId) : lease;
        };
    }

    /** Only a declined lease may be nobody's; its end is this server's. */
    private Lease ended(Lease lease, Duid serverId) {
        Lease ended = lease.ended(loop.epochSecond());
        return ended.duid().isEmpty() ? ended.heldBy(serverId) : ended;
    }

    private static void durable(Account account, List<LeaseChange> changes) {
        changes.forEach(change -> account.durable(change.lease()));
    }
}
