package io.tandem6.server.lease;

import static org.assertj.core.api.Assertions.assertThat;

import io.tandem6.address.Ipv6Address;
import io.tandem6.identity.Duid;
import io.tandem6.identity.Iaid;
import io.tandem6.lease.BindingKey;
import io.tandem6.lease.Lease;
import io.tandem6.lease.LeaseChange;
import io.tandem6.lease.LeaseState;
import io.tandem6.lease.LeaseType;
import io.tandem6.server.lease.LeaseStore.Outcome;
import io.tandem6.server.lease.SharedLeaseStore.Looked;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What a store promises besides, that several servers write. */
public abstract class SharedLeaseStoreContract extends LeaseStoreContract {
    private static final long NOW = 1_800_000_000L;
    private static final Lease MINE = Leases.address("2001:db8:1::1", "000102", NOW, 60);
    private static final Lease THEIRS = Leases.address("2001:db8:1::1", "0a0b0c", NOW, 60);

    @Override
    protected abstract SharedLeaseStore open() throws Exception;

    private static Outcome revise(SharedLeaseStore store, Revision... revisions) throws Exception {
        CompletableFuture<Outcome> outcome = new CompletableFuture<>();
        store.revise(List.of(revisions), outcome::complete);
        return outcome.get(20, TimeUnit.SECONDS);
    }

    private static Outcome put(SharedLeaseStore store, @Nullable Lease before, Lease lease)
            throws Exception {
        return revise(store, new Revision(before, new LeaseChange.Put(lease)));
    }

    private static Outcome delete(SharedLeaseStore store, Lease lease) throws Exception {
        return revise(store, new Revision(lease, new LeaseChange.Delete(lease)));
    }

    private static List<StoredLease> look(SharedLeaseStore store, LeaseQuery query)
            throws Exception {
        CompletableFuture<Looked> looked = new CompletableFuture<>();
        store.look(query, looked::complete);
        return ((Looked.Found) looked.get(20, TimeUnit.SECONDS)).leases();
    }

    private static @Nullable Lease at(SharedLeaseStore store, Lease lease) throws Exception {
        List<StoredLease> found = look(store, new LeaseQuery(List.of(), List.of(lease.address())));
        assertThat(found).hasSize(1);
        return found.getFirst().lease();
    }

    private static Outcome superseded(@Nullable Lease by) {
        return new Outcome.Superseded(List.of(new StoredLease(MINE.address(), by)));
    }

    @Test
    void anAddressGoesToTheFirst() throws Exception {
        try (SharedLeaseStore one = open();
                SharedLeaseStore two = open()) {
            assertThat(put(one, null, MINE)).isInstanceOf(Outcome.Durable.class);
            assertThat(put(two, null, THEIRS)).isEqualTo(superseded(MINE));
            assertThat(at(two, MINE)).isEqualTo(MINE);
        }
    }

    @Test
    void aLeaseIsReplacedIfItIsWhatItWasTakenFor() throws Exception {
        try (SharedLeaseStore one = open();
                SharedLeaseStore two = open()) {
            put(one, null, MINE);
            Lease renewed = MINE.renewed(NOW + 30, 60, 30);
            assertThat(put(one, MINE, renewed)).isInstanceOf(Outcome.Durable.class);
            assertThat(put(two, MINE, THEIRS)).as("an old time").isEqualTo(superseded(renewed));
            assertThat(put(two, renewed.withState(LeaseState.EXPIRED_RECLAIMED), THEIRS))
                    .as("another state")
                    .isEqualTo(superseded(renewed));
            Lease sameTime = Leases.address("2001:db8:1::1", "0a0b0c", NOW + 30, 60);
            assertThat(put(two, sameTime, THEIRS)).as("a holder").isEqualTo(superseded(renewed));
            assertThat(put(two, renewed, THEIRS)).isInstanceOf(Outcome.Durable.class);
            assertThat(at(one, MINE)).isEqualTo(THEIRS);
        }
    }

    @Test
    void aLeaseIsRemovedIfItIsWhatItWasTakenFor() throws Exception {
        try (SharedLeaseStore one = open();
                SharedLeaseStore two = open()) {
            put(one, null, MINE);
            assertThat(delete(two, THEIRS)).isEqualTo(superseded(MINE));
            assertThat(delete(two, MINE)).isInstanceOf(Outcome.Durable.class);
            assertThat(delete(one, MINE)).as("gone already").isInstanceOf(Outcome.Durable.class);
            assertThat(at(one, MINE)).isNull();
            assertThat(put(one, MINE, THEIRS)).isEqualTo(superseded(null));
        }
    }

    @Test
    void whatIsThereAlreadyIsDone() throws Exception {
        try (SharedLeaseStore one = open();
                SharedLeaseStore two = open()) {
            put(one, null, MINE);
            assertThat(put(two, null, MINE)).isInstanceOf(Outcome.Durable.class);
            Lease renewed = MINE.renewed(NOW + 30, 60, 30);
            put(one, MINE, renewed);
            assertThat(put(two, MINE, renewed)).isInstanceOf(Outcome.Durable.class);
        }
    }

    @Test
    void changesOfOneAddressFollowEachOther() throws Exception {
        try (SharedLeaseStore store = open()) {
            Lease renewed = MINE.renewed(NOW + 30, 60, 30);
            assertThat(
                            revise(
                                    store,
                                    new Revision(null, new LeaseChange.Put(MINE)),
                                    new Revision(MINE, new LeaseChange.Put(renewed)),
                                    new Revision(renewed, new LeaseChange.Delete(renewed)),
                                    new Revision(null, new LeaseChange.Put(THEIRS))))
                    .isInstanceOf(Outcome.Durable.class);
            assertThat(at(store, MINE)).isEqualTo(THEIRS);
        }
    }

    @Test
    void oneLostChangeTakesNoOtherWithIt() throws Exception {
        Lease other = Leases.address("2001:db8:1::2", "0a0b0c", NOW, 60);
        try (SharedLeaseStore store = open()) {
            put(store, null, MINE);
            assertThat(
                            revise(
                                    store,
                                    new Revision(null, new LeaseChange.Put(other)),
                                    new Revision(null, new LeaseChange.Put(THEIRS))))
                    .isEqualTo(superseded(MINE));
            assertThat(at(store, other)).isEqualTo(other);
        }
    }

    @Test
    void aQuestionFindsAllOfAClientAndWhatIsAtAnAddress() throws Exception {
        Lease second = Leases.prefix("2001:db8:8::", 56, "000102", NOW, 60);
        Lease stranger = Leases.address("2001:db8:1::9", "0a0b0c", NOW, 60);
        Ipv6Address free = Ipv6Address.parse("2001:db8:1::ffff");
        try (SharedLeaseStore store = open()) {
            put(store, null, MINE);
            put(store, null, second);
            put(store, null, stranger);
            put(store, null, Leases.address("2001:db8:1::a", "0d0e0f", NOW, 60));
            assertThat(
                            look(
                                    store,
                                    new LeaseQuery(
                                            List.of(
                                                    new BindingKey(
                                                            LeaseType.IA_NA,
                                                            Duid.parse("000102"),
                                                            new Iaid(99))),
                                            List.of(stranger.address(), free))))
                    .containsExactlyInAnyOrder(
                            new StoredLease(MINE.address(), MINE),
                            new StoredLease(second.address(), second),
                            new StoredLease(stranger.address(), stranger),
                            new StoredLease(free, null));
        }
    }

    /** Each of many addresses is wanted by two servers at the same time. */
    @Test
    void ofTwoServersExactlyOneGetsEachAddress() throws Exception {
        int addresses = 300;
        Map<Ipv6Address, List<String>> winners = new ConcurrentHashMap<>();
        try (SharedLeaseStore one = open();
                SharedLeaseStore two = open()) {
            List<CompletableFuture<Outcome>> all = new ArrayList<>();
            for (int i = 1; i <= addresses; i++) {
                for (boolean first : new boolean[] {true, false}) {
                    // The one begins at one end, the other at the other.
                    int host = first ? i : addresses + 1 - i;
                    String duid = first ? "000102" : "0a0b0c";
                    Lease lease =
                            Leases.address(
                                    "2001:db8:1::" + Integer.toHexString(host), duid, NOW, 60);
                    CompletableFuture<Outcome> told = new CompletableFuture<>();
                    all.add(told);
                    (first ? one : two)
                            .revise(
                                    List.of(new Revision(null, new LeaseChange.Put(lease))),
                                    outcome -> {
                                        if (outcome instanceof Outcome.Durable) {
                                            winners.computeIfAbsent(
                                                            lease.address(),
                                                            a -> new CopyOnWriteArrayList<>())
                                                    .add(duid);
                                        }
                                        told.complete(outcome);
                                    });
                }
            }
            for (CompletableFuture<Outcome> told : all) {
                assertThat(told.get(20, TimeUnit.SECONDS)).isNotInstanceOf(Outcome.Failed.class);
            }
            assertThat(winners).hasSize(addresses).allSatisfy((a, w) -> assertThat(w).hasSize(1));
            List<StoredLease> stored =
                    look(one, new LeaseQuery(List.of(), List.copyOf(winners.keySet())));
            assertThat(stored)
                    .hasSize(addresses)
                    .allSatisfy(
                            s ->
                                    assertThat(s.lease().duid())
                                            .isEqualTo(
                                                    Duid.parse(
                                                            winners.get(s.address()).getFirst())));
        }
    }
}
