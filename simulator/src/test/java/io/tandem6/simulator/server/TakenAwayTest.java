package io.tandem6.simulator.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.tandem6.address.Ipv6Address;
import io.tandem6.lease.Lease;
import io.tandem6.lease.LeaseChange;
import io.tandem6.lease.LeaseType;
import io.tandem6.simulator.check.Checker;
import io.tandem6.simulator.check.Violation;
import io.tandem6.simulator.check.ViolationKind;
import io.tandem6.simulator.client.ClientTraits;
import io.tandem6.simulator.client.Holding;
import io.tandem6.simulator.time.HostClock;
import io.tandem6.simulator.time.Timeline;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which replies may say that a lease is over although the disk has it. */
class TakenAwayTest {
    private static final Ipv6Address ADDRESS = Ipv6Address.parse("2001:db8::8");

    private final Timeline timeline = new Timeline();
    private final Host host = IdleHosts.pair(timeline, IdleHosts.nobody()).getFirst();
    private final List<Violation> found = new ArrayList<>();
    private final Checker checker = new Checker(timeline, List.of(host), found::add);
    private final ClientTraits client = ClientTraits.of(1, new SplittableRandom(1));

    @ParameterizedTest(name = "pools differ from {0} to {1}, sent at {2}, told at {3}")
    @CsvSource({
        "20, 40, 10, 15, true",
        "20, 40, 10, 30, false",
        "20, 40, 25, 30, false",
        "20, 40, 40.9, 41, false",
        "20, 40, 41.1, 42, true",
        "0, 0, 10, 11, true"
    })
    void whatIsOutsideOfThePoolsWhenTheServerDecides(
            long from, long to, double sent, long told, boolean isViolation) {
        lease();
        at(from, () -> checker.poolsDiffer(true));
        at(to, () -> checker.poolsDiffer(false));
        timeline.runUntil(told * Timeline.SECOND);
        checker.takenAway(client, ADDRESS, host, (long) (sent * Timeline.SECOND));

        assertThat(found.stream().map(Violation::kind))
                .isEqualTo(isViolation ? List.of(ViolationKind.TAKEN_AWAY) : List.of());
    }

    @ParameterizedTest(name = "on the disk after {0} s, sent at {1}")
    @CsvSource({"1, 10, true", "20, 10, false", "20, 30, true"})
    void whatTheServerKnewWhenItSentTheReply(long known, double sent, boolean isViolation) {
        timeline.runUntil(known * Timeline.SECOND);
        lease();
        timeline.runUntil(40 * Timeline.SECOND);
        checker.takenAway(client, ADDRESS, host, (long) (sent * Timeline.SECOND));

        assertThat(found.stream().map(Violation::kind))
                .isEqualTo(isViolation ? List.of(ViolationKind.TAKEN_AWAY) : List.of());
    }

    @ParameterizedTest(name = "the client has {0}/{1}, the disk {2}/{3}")
    @CsvSource({
        "IA_NA, 128, IA_NA, 128, true",
        "IA_NA, 128, IA_PD, 126, false",
        "IA_PD, 126, IA_PD, 126, true",
        "IA_PD, 126, IA_PD, 127, false",
        "IA_PD, 128, IA_NA, 128, false"
    })
    void whatTheServerHasThatBeginsWithTheSameAddress(
            LeaseType type, int length, LeaseType stored, int storedLength, boolean isViolation) {
        lease(type, length, stored, storedLength);
        checker.takenAway(client, ADDRESS, host, timeline.now());

        assertThat(found.stream().anyMatch(v -> v.kind() == ViolationKind.TAKEN_AWAY))
                .isEqualTo(isViolation);
    }

    private void at(long seconds, Runnable action) {
        timeline.after(seconds * Timeline.SECOND - timeline.now(), action);
    }

    /** At a client and on the disk, for five minutes. */
    private void lease() {
        lease(LeaseType.IA_NA, 128, LeaseType.IA_NA, 128);
        assertThat(found).isEmpty();
    }

    private void lease(LeaseType type, int length, LeaseType stored, int storedLength) {
        SimulatedLoop loop =
                new SimulatedLoop(
                        timeline,
                        new HostClock(timeline),
                        e -> {
                            throw new AssertionError(e);
                        });
        Lease lease =
                Lease.assigned(
                        stored,
                        ADDRESS,
                        storedLength,
                        client.duid(),
                        client.iaid(),
                        1,
                        loop.epochSecond(),
                        300,
                        200);
        host.disk()
                .open(loop, loop.epochSecond())
                .commit(List.of(new LeaseChange.Put(lease)), outcome -> {});
        long now = timeline.now() + Timeline.SECOND / 2;
        timeline.runUntil(now);
        checker.claimed(
                client,
                new Holding(type, ADDRESS, length, now + 299 * Timeline.SECOND),
                now,
                host.number(),
                now,
                false);
    }
}
