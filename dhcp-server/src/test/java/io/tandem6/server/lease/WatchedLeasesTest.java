package io.tandem6.server.lease;

import static org.assertj.core.api.Assertions.assertThat;

import io.tandem6.lease.Lease;
import io.tandem6.lease.LeaseChange;
import io.tandem6.server.fake.FakeLoop;
import java.util.List;
import org.junit.jupiter.api.Test;

class WatchedLeasesTest {
    private final LeaseTable table = new LeaseTable();
    private final WatchedLeases leases =
            new WatchedLeases(
                    new CommittingLeases(
                            table, new InMemoryLeaseStore(7), new FakeLoop(1_800_000_000L)));

    @Test
    void aWatchSeesWhatChangesBetweenItsBeginningAndItsEnd() {
        Lease before = put("2001:db8::1");
        WatchedLeases.Watch watch = leases.watch();
        WatchedLeases.Watch another = leases.watch();
        watch.begin();
        another.begin();
        Lease put = put("2001:db8::2");
        Lease deleted = put("2001:db8::3");
        watch.begin();
        leases.commit(List.of(new LeaseChange.Delete(deleted)), outcome -> {});
        assertThat(watch.hasSeen(before.address())).isFalse();
        assertThat(watch.hasSeen(put.address())).as("before it began anew").isFalse();
        assertThat(another.hasSeen(put.address())).isTrue();
        assertThat(watch.hasSeen(deleted.address())).isTrue();

        watch.end();
        Lease after = put("2001:db8::4");
        assertThat(watch.hasSeen(deleted.address())).isFalse();
        assertThat(watch.hasSeen(after.address())).isFalse();
        assertThat(another.hasSeen(after.address())).isTrue();
        assertThat(table.find(after.address())).isEqualTo(after);
    }

    private Lease put(String address) {
        Lease lease = Leases.address(address, "000102", 1_800_000_000L, 5);
        leases.commit(List.of(new LeaseChange.Put(lease)), outcome -> {});
        return lease;
    }
}
