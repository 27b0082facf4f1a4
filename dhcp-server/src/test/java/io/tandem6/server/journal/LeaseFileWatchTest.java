package io.tandem6.server.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.tandem6.lease.Lease;
import io.tandem6.lease.LeaseChange;
import io.tandem6.server.fake.FakeLoop;
import io.tandem6.server.lease.LeaseTable;
import io.tandem6.server.lease.Leases;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A server whose lease file others lay hands on. */
class LeaseFileWatchTest {
    private static final Path LIVE = StoreHarness.FILE;
    private static final LeaseFileNames NAMES = new LeaseFileNames(LIVE);
    private static final String HEADER = CsvHeader.PLAIN.line() + "\n";
    private static final String FOREIGN =
            HEADER + "2001:db8:1::f:f,00:01:02,60,1060,1,30,0,1,128,0,0,,,0,,,\n";

    /** More than a page of what is handed in at a time. */
    private static final int LEASES = 1201;

    private final StoreHarness harness = new StoreHarness();
    private final SimulatedDisk disk = new SimulatedDisk(new Random(1));
    private final FakeLoop loop = new FakeLoop();
    private final LeaseTable table = new LeaseTable();
    private JournalLeaseStore store;

    /** What somebody else does to the file. */
    private enum Deed {
        REMOVES,
        REPLACES,
        EMPTIES,
        CUTS_A_ROW,
        LENGTHENS;

        /** What is found of it afterwards. */
        @Nullable String befall(SimulatedDisk disk) throws IOException {
            switch (this) {
                case REMOVES -> disk.delete(LIVE);
                case REPLACES -> disk.put(LIVE, FOREIGN);
                case EMPTIES -> disk.append(LIVE).truncate(0);
                case CUTS_A_ROW -> disk.append(LIVE).truncate(disk.size(LIVE) - 3);
                case LENGTHENS -> {
                    DiskFile file = disk.append(LIVE);
                    file.write(ByteBuffer.wrap(new byte[] {'x', '\n'}));
                }
            }
            return disk.text(LIVE);
        }
    }

    @BeforeEach
    void serve() throws LeaseStoreException {
        harness.queueLimit = 2000;
        store = harness.open(disk);
        new LeaseFileWatch(
                        loop,
                        store,
                        table,
                        (message, arguments) -> harness.logLines.add(message.toString()))
                .start();
        for (int i = 1; i <= LEASES; i++) {
            store(new LeaseChange.Put(lease(i)));
        }
        store(new LeaseChange.Delete(lease(1)));
        settle();
    }

    private static Lease lease(int host) {
        return Leases.address("2001:db8:1::" + Integer.toHexString(host), "000102", 1000, 60);
    }

    private void store(LeaseChange change) {
        table.apply(change);
        store.commit(List.of(change), outcome -> {});
    }

    private void settle() {
        for (int i = 0; i < 10; i++) {
            harness.settle();
            loop.advance(Duration.ZERO);
        }
    }

    private void pass() {
        loop.advance(Duration.ofSeconds(1));
        settle();
    }

    private List<Lease> afterRestart() throws LeaseStoreException {
        store.close();
        LeaseTable found = new LeaseTable();
        harness.open(disk.afterProcessEnd());
        harness.loaded.forEach(found::apply);
        return found.page(null, Integer.MAX_VALUE);
    }

    @ParameterizedTest
    @EnumSource
    void nothingIsLostAndWhatWasFoundIsKept(Deed deed) throws Exception {
        String found = deed.befall(disk);
        pass();
        pass();

        assertThat(disk.text(NAMES.replaced(1))).isEqualTo(found);
        assertThat(store.replacements()).isEqualTo(1);
        assertThat(harness.logged)
                .filteredOn(JournalMessage.TANDEM6_LEASE_FILE_REPLACED::equals)
                .hasSize(1);
        assertThat(harness.logLines).contains("TANDEM6_LEASE_FILE_REFILLED");
        assertThat(afterRestart())
                .hasSize(LEASES - 1)
                .isEqualTo(table.page(null, Integer.MAX_VALUE));
    }

    @ParameterizedTest
    @EnumSource
    void aLeaseGivenAtTheSameMomentIsKeptToo(Deed deed) throws Exception {
        deed.befall(disk);
        store(new LeaseChange.Put(lease(LEASES + 1)));
        settle();

        assertThat(store.replacements()).isEqualTo(1);
        assertThat(afterRestart()).hasSize(LEASES).isEqualTo(table.page(null, Integer.MAX_VALUE));
    }

    @ParameterizedTest
    @EnumSource
    void aDiskThatIsFullJustThenDelaysIt(Deed deed) throws Exception {
        deed.befall(disk);
        disk.failWrites(2);
        pass();
        pass();
        pass();

        assertThat(store.replacements()).isEqualTo(1);
        assertThat(afterRestart()).isEqualTo(table.page(null, Integer.MAX_VALUE));
    }

    @Test
    void aFileOfTheSameLengthIsNoticedWithTheNextLease() throws Exception {
        String same = disk.text(LIVE).replace(",60,", ",61,");
        disk.put(LIVE, same);
        pass();
        assertThat(store.replacements()).isZero();

        store(new LeaseChange.Put(lease(LEASES + 1)));
        settle();
        pass();
        assertThat(disk.text(NAMES.replaced(1))).isEqualTo(same);
        assertThat(afterRestart()).isEqualTo(table.page(null, Integer.MAX_VALUE));
    }

    @Test
    void whatWasFoundEarlierIsNotOverwritten() throws Exception {
        List<String> found = new ArrayList<>();
        for (Deed deed : List.of(Deed.REPLACES, Deed.EMPTIES, Deed.CUTS_A_ROW)) {
            found.add(deed.befall(disk));
            pass();
        }
        assertThat(List.of(1, 2, 3))
                .map(number -> disk.text(NAMES.replaced(number)))
                .isEqualTo(found);
        assertThat(afterRestart()).isEqualTo(table.page(null, Integer.MAX_VALUE));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "foreign"})
    void theFileOfTheLastCleanUpIsWatchedToo(String found) throws Exception {
        store.cleanUp();
        harness.settle();
        assertThat(disk.text(NAMES.previous())).as("at once after").isNotEmpty();
        if (found.isEmpty()) {
            disk.delete(NAMES.previous());
        } else {
            disk.put(NAMES.previous(), FOREIGN);
        }
        pass();
        pass();

        assertThat(store.replacements()).isEqualTo(1);
        assertThat(disk.text(NAMES.replaced(1))).isEqualTo(found.isEmpty() ? null : FOREIGN);
        assertThat(afterRestart())
                .hasSize(LEASES - 1)
                .isEqualTo(table.page(null, Integer.MAX_VALUE));
    }

    @Test
    void aCleanUpIsNoReplacement() throws Exception {
        for (int i = 0; i < 3; i++) {
            store.cleanUp();
            pass();
            pass();
        }
        disk.failWrites(1);
        store(new LeaseChange.Put(lease(LEASES + 1)));
        pass();

        assertThat(store.replacements()).isZero();
        assertThat(afterRestart()).isEqualTo(table.page(null, Integer.MAX_VALUE));
    }

    /** Whoever replaces the file to have another one loaded stops the server. */
    @Test
    void aServerThatStopsLeavesWhatIsThere() throws Exception {
        disk.put(LIVE, FOREIGN);

        assertThat(afterRestart())
                .extracting(Lease::address)
                .asString()
                .contains("2001:db8:1::f:f");
        assertThat(harness.logged).contains(JournalMessage.TANDEM6_LEASE_FILE_LEFT);
    }
}
