package io.tandem6.server.peer;

import static org.assertj.core.api.Assertions.assertThat;

import io.tandem6.server.fake.FakeLoop;
import io.tandem6.server.lease.CommittingLeases;
import io.tandem6.server.lease.LeaseTable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class OwedChangesTest {
    private final FakeLoop loop = new FakeLoop();
    private final FullDisk disk = new FullDisk();
    private final OwedChanges owed =
            new OwedChanges(loop, new CommittingLeases(new LeaseTable(), disk, loop));
    private final List<Integer> durable = new ArrayList<>();

    @Test
    void howeverManyWaitTheStoreIsTriedOnceASecond() {
        disk.full = true;
        for (int i = 0; i < 5; i++) {
            int number = i;
            owed.await(() -> durable.add(number));
            loop.advance(Duration.ofMillis(1500));
        }
        assertThat(disk.commits).isEqualTo(7);
        assertThat(durable).isEmpty();

        disk.full = false;
        loop.advance(Duration.ofSeconds(1));
        assertThat(durable).containsExactlyInAnyOrder(0, 1, 2, 3, 4);
        int commits = disk.commits;
        loop.advance(Duration.ofSeconds(5));
        assertThat(disk.commits).isEqualTo(commits);
    }
}
