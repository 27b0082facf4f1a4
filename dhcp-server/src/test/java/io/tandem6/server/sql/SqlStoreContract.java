package io.tandem6.server.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.tandem6.config.DatabaseAccess.OnFail;
import io.tandem6.config.LeaseDatabase;
import io.tandem6.lease.Lease;
import io.tandem6.lease.LeaseChange;
import io.tandem6.log.EventLog;
import io.tandem6.log.LogMessage;
import io.tandem6.server.lease.LeaseStore.Outcome;
import io.tandem6.server.lease.Leases;
import io.tandem6.server.lease.Revision;
import io.tandem6.server.lease.SharedLeaseStoreContract;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A store in a real database. */
abstract class SqlStoreContract extends SharedLeaseStoreContract {
    private static final long NOW = 1_800_000_000L;
    private static final Lease LEASE = Leases.address("2001:db8:1::1", "000102", NOW, 60);

    final List<LogMessage> logged = new CopyOnWriteArrayList<>();
    final EventLog log = (message, arguments) -> logged.add(message);
    private final List<Lease> found = new CopyOnWriteArrayList<>();
    private SqlLeaseStore current;
    private LeaseLayout layout;

    /** The database, with Kea's tables or without any. */
    abstract TestDatabase database() throws Exception;

    @BeforeEach
    void removeAll() throws Exception {
        open().close();
        database().run("DELETE FROM lease6");
    }

    @Override
    protected SqlLeaseStore open() throws Exception {
        found.clear();
        current =
                SqlLeaseStore.open(
                        new SqlSettings(database().configured(), 1000, NOW), log, found::add);
        return current;
    }

    @Override
    protected List<Lease> found() {
        return found;
    }

    @Override
    protected Lease stored(Lease lease) {
        if (layout == null) {
            try (LeaseDatabaseAccess access = LeaseDatabaseAccess.of(database().configured())) {
                layout = access.prepare();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }
        return new LeaseSession(null, layout).stored(lease);
    }

    @Override
    protected void settle() {
        CompletableFuture<Outcome> told = new CompletableFuture<>();
        current.commit(List.of(), told::complete);
        told.orTimeout(20, TimeUnit.SECONDS).join();
    }

    private Outcome put(SqlLeaseStore store, Lease lease) throws Exception {
        CompletableFuture<Outcome> told = new CompletableFuture<>();
        store.revise(List.of(new Revision(null, new LeaseChange.Put(lease))), told::complete);
        return told.get(20, TimeUnit.SECONDS);
    }

    @Test
    void aLostConnectionFailsWhatIsUnderWayAndComesBack() throws Exception {
        CountDownLatch lost = new CountDownLatch(1);
        CountDownLatch back = new CountDownLatch(1);
        try (SqlLeaseStore store = open()) {
            store.watch(
                    new DatabaseWatcher() {
                        @Override
                        public void lost() {
                            lost.countDown();
                        }

                        @Override
                        public void back() {
                            back.countDown();
                        }

                        @Override
                        public void gaveUp() {}
                    });
            settle();
            database().cutConnections();
            Outcome outcome = put(store, LEASE);
            // A pool that looks before it lends the connection has replaced it already.
            if (outcome instanceof Outcome.Failed) {
                assertThat(lost.await(20, TimeUnit.SECONDS)).isTrue();
                assertThat(back.await(20, TimeUnit.SECONDS)).isTrue();
                assertThat(logged)
                        .contains(
                                SqlMessage.DHCP6_DB_RECONNECT_LOST_CONNECTION,
                                SqlMessage.DHCP6_DB_RECONNECT_SUCCEEDED);
            }
            assertThat(store.trouble()).isEmpty();
            assertThat(put(store, LEASE)).isInstanceOf(Outcome.Durable.class);
        }
    }

    @Test
    void aChangeThatTheDatabaseRefusesFailsAlone() throws Exception {
        List<Outcome> outcomes = Collections.synchronizedList(new ArrayList<>());
        try (SqlLeaseStore store = open()) {
            for (int host = 1; host <= 30; host++) {
                Lease lease =
                        Leases.address("2001:db8:1::" + host, "000102", NOW, 60)
                                .withHostname("x".repeat(host == 20 ? 256 : 1), false, false);
                store.revise(
                        List.of(new Revision(null, new LeaseChange.Put(lease))), outcomes::add);
            }
            settle();
            assertThat(store.trouble()).isEmpty();
        }
        assertThat(outcomes)
                .hasSize(30)
                .filteredOn(Outcome.Failed.class::isInstance)
                .as("the twentieth has a name that is too long")
                .hasSize(1);
        assertThat(logged).contains(SqlMessage.TANDEM6_LEASE_DATABASE_REFUSED);
        assertThat(database().ask("SELECT COUNT(*) FROM lease6")).isEqualTo("29");
    }

    @Test
    void whoMayNotTryAgainGivesUp() throws Exception {
        CountDownLatch gaveUp = new CountDownLatch(1);
        TestDatabase doomed = database().create("doomed" + System.nanoTime());
        try (SqlLeaseStore store =
                SqlLeaseStore.open(
                        new SqlSettings(doomed.configured(OnFail.STOP_RETRY_EXIT, 2), 10, NOW),
                        log,
                        lease -> {})) {
            store.watch(
                    new DatabaseWatcher() {
                        @Override
                        public void lost() {}

                        @Override
                        public void back() {}

                        @Override
                        public void gaveUp() {
                            gaveUp.countDown();
                        }
                    });
            drop(doomed);
            put(store, LEASE);
            Outcome outcome = put(store, LEASE);
            assertThat(outcome).isInstanceOf(Outcome.Failed.class);
            assertThat(gaveUp.await(30, TimeUnit.SECONDS)).isTrue();
            assertThat(store.trouble()).isPresent();
            assertThat(logged).contains(SqlMessage.DHCP6_DB_RECONNECT_FAILED);
        }
    }

    private void drop(TestDatabase doomed) throws Exception {
        boolean postgres = database().type() == LeaseDatabase.Type.POSTGRESQL;
        if (!postgres) {
            doomed.cutConnections();
        }
        database().run("DROP DATABASE " + doomed.name() + (postgres ? " WITH (FORCE)" : ""));
    }
}
