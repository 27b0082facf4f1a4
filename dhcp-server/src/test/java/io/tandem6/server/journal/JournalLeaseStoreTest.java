package io.tandem6.server.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tandem6.lease.Lease;
import io.tandem6.lease.LeaseChange;
import io.tandem6.server.lease.LeaseStore;
import io.tandem6.server.lease.LeaseStore.Outcome;
import io.tandem6.server.lease.LeaseStoreContract;
import io.tandem6.server.lease.LeaseTable;
import io.tandem6.server.lease.Leases;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JournalLeaseStoreTest extends LeaseStoreContract {
    private static final String WITH_POOL_HEADER = CsvHeader.WITH_POOL.line();
    private static final String WITH_POOL_ROW =
            "2001:db8:1::a,00:01:02,60,1060,1,30,0,1,128,0,0,a,02:00:00:00:00:01,1,{},1,2,7";
    private static final String HEADER = CsvHeader.PLAIN.line() + "\n";
    private static final String OLD_HEADER =
            String.join(",", CsvHeader.NAMES.subList(0, 13)) + "\n";
    private static final String ROW_A = "2001:db8:1::a,00:01:02,60,1060,1,30,0,1,128,0,0,,,0,,,\n";
    private static final String ROW_B = "2001:db8:1::b,00:01:02,60,1060,1,30,0,1,128,0,0,,,0,,,\n";
    private static final String OLD_ROW_C = "2001:db8:1::c,00:01:02,60,1060,1,30,0,1,128,0,0,,\n";
    private static final String ROW_C = "2001:db8:1::c,00:01:02,60,1060,1,30,0,1,128,0,0,,,0,,,\n";
    private static final String DELETE_A = "2001:db8:1::a,00:01:02,0,1000,1,0,0,1,128,0,0,,,0,,,\n";
    private static final Path LIVE = StoreHarness.FILE;

    private final StoreHarness harness = new StoreHarness();
    private final SimulatedDisk disk = new SimulatedDisk(new Random(1));
    private final List<Outcome> outcomes = new ArrayList<>();

    @Override
    protected LeaseStore open() throws LeaseStoreException {
        return harness.open(disk);
    }

    @Override
    protected List<Lease> found() {
        LeaseTable table = new LeaseTable();
        harness.loaded.forEach(table::apply);
        return table.page(null, Integer.MAX_VALUE);
    }

    @Override
    protected void settle() {
        harness.settle();
    }

    private static Lease lease(String host) {
        return Leases.address("2001:db8:1::" + host, "000102", 1000, 60);
    }

    private List<String> loadedHosts() {
        return harness.loaded.stream()
                .map(c -> (c instanceof LeaseChange.Delete ? "-" : "") + c.address())
                .map(s -> s.replace("2001:db8:1::", ""))
                .toList();
    }

    @Test
    void everythingThatWaitsGoesOutInOneFlush() throws Exception {
        LeaseStore store = open();
        long before = disk.operations();
        for (int i = 1; i <= 50; i++) {
            store.commit(List.of(new LeaseChange.Put(lease("" + i))), outcomes::add);
        }
        assertThat(outcomes).isEmpty();
        settle();
        assertThat(outcomes).hasSize(50).allMatch(Outcome.Durable.class::isInstance);
        assertThat(disk.operations() - before).as("one write and one force").isEqualTo(2);
    }

    @Test
    void rowsAreThoseOfKea() throws Exception {
        try (LeaseStore store = open()) {
            store.commit(
                    List.of(
                            new LeaseChange.Put(lease("a")),
                            new LeaseChange.Put(lease("b")),
                            new LeaseChange.Delete(lease("a"))),
                    outcomes::add);
        }
        assertThat(disk.text(LIVE)).isEqualTo(HEADER + ROW_A + ROW_B + DELETE_A);
    }

    @Test
    void filesAreLoadedInKeasOrder() throws Exception {
        disk.put(NAMES.previous(), HEADER + ROW_A);
        disk.put(NAMES.input(), HEADER + ROW_B);
        disk.put(LIVE, HEADER + DELETE_A + "\n" + ROW_C);
        open();
        assertThat(loadedHosts()).containsExactly("a", "b", "-a", "c");
    }

    @Test
    void aCompletedCleanupReplacesItsInputs() throws Exception {
        disk.put(NAMES.previous(), HEADER + ROW_A);
        disk.put(NAMES.input(), HEADER + ROW_B);
        disk.put(NAMES.completed(), HEADER + ROW_C);
        disk.put(NAMES.output(), "rubbish");
        disk.put(LIVE, HEADER);
        open();
        assertThat(loadedHosts()).containsExactly("c");
        assertThat(disk.text(NAMES.previous())).isEqualTo(HEADER + ROW_C);
        assertThat(disk.text(NAMES.input())).isNull();
        assertThat(disk.text(NAMES.completed())).isNull();
        assertThat(disk.text(NAMES.output())).isNull();
    }

    @Test
    void anInterruptedCleanupIsFinished() throws Exception {
        disk.put(NAMES.previous(), HEADER + ROW_A);
        disk.put(NAMES.input(), HEADER + DELETE_A + ROW_B);
        disk.put(LIVE, HEADER + ROW_C);
        open();
        settle();
        assertThat(disk.text(NAMES.previous())).isEqualTo(HEADER + ROW_B);
        assertThat(disk.text(NAMES.input())).isNull();
        assertThat(disk.text(LIVE)).isEqualTo(HEADER + ROW_C);
    }

    @Test
    void aCleanupLeavesTheLatestRowOfEachAddressWhileServiceGoesOn() throws Exception {
        JournalLeaseStore store = harness.open(disk);
        store.commit(
                List.of(
                        new LeaseChange.Put(lease("a")),
                        new LeaseChange.Put(lease("b").withHostname("old", false, false)),
                        new LeaseChange.Put(lease("b")),
                        new LeaseChange.Delete(lease("a"))),
                outcomes::add);
        store.cleanUp();
        harness.writer.remove().run();
        assertThat(disk.text(LIVE)).isEqualTo(HEADER);
        store.commit(List.of(new LeaseChange.Put(lease("c"))), outcomes::add);
        settle();
        assertThat(outcomes).hasSize(2).allMatch(Outcome.Durable.class::isInstance);
        assertThat(harness.breaths).isPositive();
        assertThat(disk.text(NAMES.previous())).isEqualTo(HEADER + ROW_B);
        assertThat(disk.text(LIVE)).isEqualTo(HEADER + ROW_C);
        assertThat(disk.text(NAMES.input())).isNull();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 5, 40})
    void aTornRowIsCutOffAndKeptAside(int length) throws Exception {
        disk.put(LIVE, HEADER + ROW_A + ROW_B.substring(0, length));
        LeaseStore store = open();
        assertThat(loadedHosts()).containsExactly("a");
        store.commit(List.of(new LeaseChange.Put(lease("c"))), outcomes::add);
        settle();
        assertThat(disk.text(LIVE)).isEqualTo(HEADER + ROW_A + ROW_C);
        assertThat(disk.text(NAMES.damaged())).contains(ROW_B.substring(0, length));
        assertThat(harness.logged).contains(JournalMessage.TANDEM6_LEASE_FILE_TORN);
    }

    @Test
    void aTornHeaderIsWrittenAnew() throws Exception {
        disk.put(LIVE, HEADER.substring(0, 9));
        open();
        assertThat(disk.text(LIVE)).isEqualTo(HEADER);
    }

    @Test
    void aDamagedRowIsReportedSkippedAndMovedAside() throws Exception {
        disk.put(LIVE, HEADER + ROW_A + "foo,zz\n" + ROW_B);
        open();
        assertThat(loadedHosts()).containsExactly("a", "b");
        assertThat(harness.logLines)
                .contains(
                        "discarding row 2 of "
                                + LIVE
                                + ", error: value index '2' of the CSV row is out of bounds;"
                                + " maximal index is '1'");
        settle();
        assertThat(disk.text(NAMES.previous())).isEqualTo(HEADER + ROW_A + ROW_B);
        assertThat(disk.text(NAMES.damaged()))
                .contains("# kea-leases6.csv.1: row 2: value index '2'")
                .contains("\nfoo,zz\n");
    }

    @Test
    void tooManyDamagedRowsStopTheStart() throws Exception {
        disk.put(LIVE, HEADER + "x\n" + ROW_A + "y\n");
        harness.maxRowErrors = 1;
        assertThatThrownBy(() -> harness.open(disk))
                .isInstanceOf(LeaseStoreException.class)
                .hasMessage(
                        "Unable to open database: exceeded maximum number of failures 1 to read a"
                                + " lease from the lease file "
                                + LIVE);
        harness.maxRowErrors = 2;
        open();
        assertThat(loadedHosts()).containsExactly("a");
    }

    @Test
    void anEndlessRowIsDamaged() throws Exception {
        String endless = "x".repeat(3 * LeaseFileReader.LINE_LENGTH_MAX + 17);
        disk.put(LIVE, HEADER + ROW_A + endless + "\n" + ROW_B);
        open();
        assertThat(loadedHosts()).containsExactly("a", "b");
    }

    @Test
    void thePoolsOfANewerKeaStay() throws Exception {
        String header = CsvHeader.WITH_POOL.line() + "\n";
        String pool = ROW_A.strip() + ",7\n";
        disk.put(NAMES.previous(), HEADER + ROW_B);
        disk.put(LIVE, header + pool);
        JournalLeaseStore store = harness.open(disk);
        settle();
        assertThat(disk.text(LIVE)).isEqualTo(header);
        assertThat(disk.text(NAMES.previous())).isEqualTo(header + ROW_B.strip() + ",0\n" + pool);
        store.commit(List.of(harness.loaded.getLast()), outcomes::add);
        settle();
        assertThat(disk.text(LIVE)).isEqualTo(header + pool);
    }

    @Test
    void anOlderFileIsRewritten() throws Exception {
        disk.put(NAMES.previous(), OLD_HEADER + OLD_ROW_C);
        disk.put(NAMES.input(), HEADER + ROW_B);
        disk.put(LIVE, OLD_HEADER + OLD_ROW_C.replace("::c", "::a"));
        LeaseStore store = open();
        assertThat(loadedHosts()).containsExactly("c", "b", "a");
        store.commit(List.of(new LeaseChange.Delete(lease("a"))), outcomes::add);
        settle();
        assertThat(disk.text(LIVE)).isEqualTo(HEADER + DELETE_A);
        assertThat(disk.text(NAMES.previous())).isEqualTo(HEADER + ROW_C + ROW_B + ROW_A);
        assertThat(harness.logged).contains(JournalMessage.DHCPSRV_MEMFILE_NEEDS_UPGRADING);
    }

    /** Every version of Kea has added columns at the end. */
    @ParameterizedTest
    @ValueSource(ints = {12, 13, 14, 15, 17, 18})
    void theFilesOfEveryVersionAreRead(int columns) throws Exception {
        disk.put(
                LIVE,
                firstColumns(WITH_POOL_HEADER, columns) + firstColumns(WITH_POOL_ROW, columns));
        open();
        assertThat(harness.loaded)
                .singleElement()
                .satisfies(
                        change -> {
                            Lease lease = ((LeaseChange.Put) change).lease();
                            assertThat(lease.address()).hasToString("2001:db8:1::a");
                            assertThat(lease.hostname()).isEqualTo("a");
                            assertThat(lease.hardwareAddress() != null).isEqualTo(columns > 12);
                            assertThat(lease.state().code()).isEqualTo(columns > 13 ? 1 : 0);
                            assertThat(lease.userContext() != null).isEqualTo(columns > 14);
                            assertThat(lease.poolId()).isEqualTo(columns > 17 ? 7 : 0);
                        });
        assertThat(harness.logged)
                .doesNotContain(JournalMessage.DHCPSRV_MEMFILE_LEASE_LOAD_ROW_ERROR);
    }

    private static String firstColumns(String line, int columns) {
        return String.join(",", List.of(line.split(",", -1)).subList(0, columns)) + "\n";
    }

    @Test
    void aForeignFileIsLeftAlone() {
        disk.put(LIVE, "root:x:0:0");
        assertThatThrownBy(() -> harness.open(disk))
                .isInstanceOf(LeaseStoreException.class)
                .hasMessageContaining("header contains an invalid column: 'root:x:0:0'");
        assertThat(disk.text(LIVE)).isEqualTo("root:x:0:0");
    }

    @Test
    void aFullDiskFailsTheBatchAndNothingElse() throws Exception {
        LeaseStore store = open();
        store.commit(List.of(new LeaseChange.Put(lease("a"))), outcomes::add);
        settle();
        disk.failWrites(1);
        store.commit(List.of(new LeaseChange.Put(lease("b"))), outcomes::add);
        settle();
        store.commit(List.of(new LeaseChange.Put(lease("c"))), outcomes::add);
        settle();
        assertThat(outcomes).element(1).isInstanceOf(Outcome.Failed.class);
        assertThat(outcomes).element(2).isInstanceOf(Outcome.Durable.class);
        assertThat(disk.text(LIVE)).isEqualTo(HEADER + ROW_A + ROW_B + ROW_C);
        assertThat(harness.logged)
                .contains(
                        JournalMessage.TANDEM6_LEASE_WRITE_FAILED,
                        JournalMessage.TANDEM6_LEASE_WRITE_RECOVERED);
    }

    @Test
    void aFailedRotationLeavesTheOldFileInUse() throws Exception {
        JournalLeaseStore store = harness.open(disk);
        store.commit(List.of(new LeaseChange.Put(lease("a"))), outcomes::add);
        settle();
        disk.failWrites(1);
        store.cleanUp();
        settle();
        store.commit(List.of(new LeaseChange.Put(lease("b"))), outcomes::add);
        settle();
        assertThat(disk.text(LIVE)).isEqualTo(HEADER + ROW_A + ROW_B);
        assertThat(disk.text(NAMES.input())).isNull();
        store.cleanUp();
        settle();
        assertThat(disk.text(NAMES.previous())).isEqualTo(HEADER + ROW_A + ROW_B);
    }

    @Test
    void aFullQueueRefuses() throws Exception {
        harness.queueLimit = 2;
        LeaseStore store = open();
        store.commit(List.of(new LeaseChange.Put(lease("a"))), outcomes::add);
        store.commit(
                List.of(new LeaseChange.Put(lease("b")), new LeaseChange.Put(lease("c"))),
                outcomes::add);
        assertThat(outcomes).hasSize(1).first().isInstanceOf(Outcome.Failed.class);
        settle();
        store.commit(List.of(new LeaseChange.Put(lease("c"))), outcomes::add);
        settle();
        assertThat(disk.text(LIVE)).isEqualTo(HEADER + ROW_A + ROW_B + ROW_C + ROW_C);
    }

    @Test
    void whatCouldNotBeWrittenIsMadeUpFor() throws Exception {
        LeaseStore store = open();
        store.commit(List.of(new LeaseChange.Put(lease("a"))), outcomes::add);
        settle();
        disk.failWrites(1);
        store.commit(
                List.of(new LeaseChange.Delete(lease("a")), new LeaseChange.Put(lease("b"))),
                outcomes::add);
        settle();
        assertThat(outcomes).last().isInstanceOf(Outcome.Failed.class);
        assertThat(store.trouble()).hasValueSatisfying(why -> assertThat(why).contains("leases"));
        store.commit(List.of(), outcomes::add);
        settle();
        assertThat(outcomes).last().isInstanceOf(Outcome.Durable.class);
        assertThat(store.trouble()).isEmpty();
        store.close();
        harness.loaded.clear();
        open();
        assertThat(loadedHosts()).containsExactly("a", "-a", "b");
    }

    @Test
    void theLatestOfSeveralFailuresCounts() throws Exception {
        LeaseStore store = open();
        for (long cltt : new long[] {1000, 2000, 3000}) {
            disk.failWrites(1);
            Lease later = Leases.address("2001:db8:1::a", "000102", cltt, 60);
            store.commit(List.of(new LeaseChange.Put(later)), outcomes::add);
            settle();
        }
        store.close();
        harness.loaded.clear();
        open();
        assertThat(harness.loaded)
                .extracting(change -> change.lease().clientLastTransmission())
                .containsExactly(3000L);
        assertThat(harness.logged)
                .as("said once, however many clients ask")
                .containsOnlyOnce(
                        JournalMessage.TANDEM6_LEASE_WRITE_FAILED,
                        JournalMessage.TANDEM6_LEASE_WRITE_RECOVERED);
    }

    @Test
    void whatIsRefusedBetweenOthersKeepsItsPlace() throws Exception {
        harness.queueLimit = 2;
        LeaseStore store = open();
        LeaseChange put = new LeaseChange.Put(lease("a"));
        store.commit(List.of(put), outcomes::add);
        store.commit(List.of(new LeaseChange.Delete(lease("a")), put), outcomes::add);
        store.commit(List.of(new LeaseChange.Delete(lease("a"))), outcomes::add);
        store.commit(List.of(put), outcomes::add);
        settle();
        store.close();
        harness.loaded.clear();
        open();
        assertThat(loadedHosts()).last().isEqualTo("a");
    }

    @Test
    void incarnationsGrowWithoutTheClock() throws Exception {
        try (JournalLeaseStore store = harness.open(disk)) {
            assertThat(store.incarnation()).isEqualTo(StoreHarness.NOW);
        }
        try (JournalLeaseStore store = harness.open(disk)) {
            assertThat(store.incarnation()).isEqualTo(StoreHarness.NOW + 1);
        }
        disk.put(NAMES.incarnation(), "?");
        try (JournalLeaseStore store = harness.open(disk)) {
            assertThat(store.incarnation()).isEqualTo(StoreHarness.NOW);
        }
        assertThat(harness.logged).contains(JournalMessage.TANDEM6_INCARNATION_UNREADABLE);
    }

    @Test
    void aSecondServerIsRefused() throws Exception {
        JournalLeaseStore first = harness.open(disk);
        assertThatThrownBy(() -> harness.open(disk))
                .isInstanceOf(LeaseStoreException.class)
                .hasMessageContaining(
                        "is in use by process " + ProcessHandle.current().pid() + ",");
        first.close();
        harness.open(disk).close();
    }

    @Test
    void aCleanupOfKeasIsWaitedFor() throws Exception {
        disk.put(NAMES.cleanupPid(), "4711\n");
        disk.runProcess(4711);
        assertThatThrownBy(() -> harness.open(disk))
                .isInstanceOf(LeaseStoreException.class)
                .hasMessageContaining("while the lease file cleanup is in progress")
                .hasMessageContaining("4711");
        disk.put(NAMES.cleanupPid(), "4712\n");
        harness.open(disk).close();
    }

    private static final LeaseFileNames NAMES = StoreHarness.NAMES;
}
