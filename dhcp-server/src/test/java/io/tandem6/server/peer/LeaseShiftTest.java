package io.tandem6.server.peer;

import static org.assertj.core.api.Assertions.assertThat;

import io.tandem6.address.Ipv6Address;
import io.tandem6.lease.Lease;
import io.tandem6.lease.LeaseChange;
import io.tandem6.server.continuity.ClockJump;
import io.tandem6.server.continuity.End;
import io.tandem6.server.continuity.Outstanding;
import io.tandem6.server.continuity.SentLease;
import io.tandem6.server.fake.FakeLoop;
import io.tandem6.server.lease.CommittingLeases;
import io.tandem6.server.lease.LeaseTable;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** More leases than are looked at in one go. */
class LeaseShiftTest {
    private static final int LEASES = 2500;
    private static final Ipv6Address FIRST = Ipv6Address.parse("2001:db8::1");

    private final FakeLoop loop = new FakeLoop();
    private final long now = loop.epochSecond();
    private final LeaseTable table = new LeaseTable();
    private final FullDisk disk = new FullDisk();
    private final Outstanding outstanding = new Outstanding();
    private int done;
    private final LeaseShift shift =
            new LeaseShift(
                    loop,
                    table,
                    new CommittingLeases(table, disk, loop),
                    outstanding,
                    () -> done++);

    private static Lease lease(long number, long heard) {
        return TestLeases.lease(
                "2001:db8::%x".formatted(number), "0003000100%04x".formatted(number), heard);
    }

    private void fill() {
        for (int number = 1; number <= LEASES; number++) {
            table.apply(new LeaseChange.Put(lease(number, now - 1000)));
        }
    }

    private boolean areAllHeardAt(long instant) {
        return table.page(null, LEASES).stream()
                .allMatch(lease -> lease.clientLastTransmission() == instant);
    }

    @Test
    void allLeasesAreMovedAndThenItIsOver() {
        fill();
        shift.begin(new ClockJump(500, now));
        assertThat(shift.isUnderWay()).isTrue();
        assertThat(done).isZero();

        loop.run();
        assertThat(areAllHeardAt(now - 500)).isTrue();
        assertThat(shift.isUnderWay()).isFalse();
        assertThat(done).isEqualTo(1);
    }

    @Test
    void anotherJumpComesAfterTheFirst() {
        fill();
        shift.begin(new ClockJump(500, now));
        shift.begin(new ClockJump(300, now));

        loop.run();
        assertThat(areAllHeardAt(now - 200)).isTrue();
        assertThat(done).isEqualTo(1);
    }

    @Test
    void whatThePartnerDoesNotKnowIsToldAsItIsByTheNewClock() {
        Lease renewed = lease(1, now - 1000);
        table.apply(new LeaseChange.Put(renewed));
        outstanding.changed(renewed, null, End.WANTED, 1, now - 1000);
        disk.full = true;

        shift.begin(new ClockJump(500, now));
        loop.run();
        assertThat(take()).as("before it is on disk").isEmpty();

        disk.full = false;
        loop.advance(Duration.ofSeconds(1));
        assertThat(take()).extracting(SentLease::lease).containsExactly(lease(1, now - 500));
        assertThat(outstanding.find(FIRST)).isNotNull();
    }

    @Test
    void whatWasHeardJustBeforeTheClockWentBackIsToldFromWhatWasHeardSince() {
        long nanos = loop.nanoTimeWithSuspend();
        Lease before = lease(1, now + 5);
        Lease since = lease(2, now);
        Lease known = lease(3, now + 5);
        List.of(before, since, known).forEach(l -> table.apply(new LeaseChange.Put(l)));
        outstanding.changed(before, null, End.WANTED, nanos, now + 5);
        outstanding.changed(since, null, End.WANTED, nanos, now);

        shift.begin(new ClockJump(-5, now));
        loop.run();

        assertThat(table.page(null, LEASES)).containsExactly(lease(1, now), since, known);
    }

    private List<SentLease> take() {
        return outstanding.take(10, 1, List.of(), Set.of());
    }
}
