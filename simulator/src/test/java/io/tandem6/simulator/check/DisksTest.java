package io.tandem6.simulator.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.tandem6.address.Ipv6Address;
import io.tandem6.address.Ipv6Prefix;
import io.tandem6.identity.Iaid;
import io.tandem6.lease.Lease;
import io.tandem6.lease.LeaseChange;
import io.tandem6.lease.LeaseType;
import io.tandem6.log.EventLog;
import io.tandem6.server.loop.EventLoop;
import io.tandem6.server.peer.PeerTransport;
import io.tandem6.simulator.client.ClientTraits;
import io.tandem6.simulator.client.Holding;
import io.tandem6.simulator.server.Host;
import io.tandem6.simulator.server.IdleHosts;
import io.tandem6.simulator.server.SimulatedDisk;
import io.tandem6.simulator.server.WrittenDisk;
import io.tandem6.simulator.time.HostClock;
import io.tandem6.simulator.time.Timeline;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What is on two disks excuses some of what happens to a client's lease, and no more. */
class DisksTest {
    private static final Ipv6Address ADDRESS = Ipv6Address.parse("2001:db8::8");
    private static final long VALID = 1000;

    private final Timeline timeline = new Timeline();
    private final List<ViolationKind> found = new ArrayList<>();
    private final List<Host> hosts = new ArrayList<>();
    private final Checker checker =
            new Checker(timeline, hosts, violation -> found.add(violation.kind()));
    private final ClientTraits one = ClientTraits.of(1, new SplittableRandom(1));
    private final ClientTraits other = ClientTraits.of(2, new SplittableRandom(2));

    DisksTest() {
        hosts.addAll(IdleHosts.pair(timeline, new Disks()));
    }

    /** What is on the disk of the server that had the lease. */
    private enum Row {
        ITS_END,
        ANOTHERS_END,
        ITS_PREFIX,
        ITS_PREFIX_ENDED,
        QUARANTINE,
        ANOTHERS_LEASE,
        NOTHING
    }

    @Test
    void aLeaseOnOneDiskIsNotLost() {
        write(0, assigned(one));
        claim(one);

        assertThat(found).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "true, ITS_END, false",
        "false, ITS_END, true",
        "true, ANOTHERS_END, true",
        "false, ITS_PREFIX, true",
        "true, ITS_PREFIX, true",
        "true, ITS_PREFIX_ENDED, true",
        "true, QUARANTINE, true",
        "true, ANOTHERS_LEASE, true",
        "true, NOTHING, true"
    })
    void aLeaseEndsWithItsPoolIfItIsEndedForItsClient(boolean poolsDiffer, Row row, boolean lost) {
        write(0, assigned(one));
        claim(one);
        checker.poolsDiffer(poolsDiffer);
        write(0, row);

        assertThat(found.contains(ViolationKind.LOST_LEASE)).isEqualTo(lost);
    }

    @Test
    void aLeaseThatIsMadeAfterThePoolsAreTheSameAgainIsNoLongerExcused() {
        checker.poolsDiffer(true);
        checker.poolsDiffer(false);
        write(0, assigned(one));
        claim(one);
        write(0, Row.ITS_END);

        assertThat(found).containsOnly(ViolationKind.LOST_LEASE);
    }

    @ParameterizedTest(name = "clocks are wrong {0}, the other disk has it for {1} s")
    @CsvSource({
        "false, 1000, false",
        "false, 500, true",
        "true, 1000, false",
        "true, 500, true",
    })
    void aLeaseIsLostByTwoFailuresIfTheOtherDiskKnowsAnEarlierEnd(
            boolean clocksAreWrong, long seconds, boolean excused) {
        write(0, assigned(one));
        write(1, assigned(one, seconds));
        claim(one);
        if (clocksAreWrong) {
            checker.clocksGoWrong();
        }
        checker.secondFailure(hosts.getFirst(), SimulatedDisk.EMPTY);
        write(0, Row.ITS_END);
        write(1, Row.ITS_END);

        assertThat(found.isEmpty()).isEqualTo(excused);
    }

    @ParameterizedTest
    @CsvSource({"true, true", "false, false"})
    void whatIsLostByTwoFailuresWhileACommandHangsIsExcusedToo(boolean fails, boolean excused) {
        write(0, assigned(one));
        claim(one);
        Consumer<Boolean> command = checker.taken(new Ipv6Prefix(ADDRESS, 128), () -> true);
        if (fails) {
            checker.secondFailure(hosts.getFirst(), SimulatedDisk.EMPTY);
        }
        command.accept(false);
        write(0, Row.NOTHING);

        assertThat(found.isEmpty()).isEqualTo(excused);
    }

    /** The first server loses what was on its disk after two seconds. */
    @ParameterizedTest(name = "heard of after {0} s, leased after {1} s, the other disk has it {2}")
    @CsvSource({
        "1, 3, false, true",
        "3, 4, false, false",
        "1, 3, true, false",
    })
    void whatNoServerCanKnowMayBePromisedOnceMore(
            long heardOf, long leased, boolean otherKnows, boolean excused) {
        hears(1, heardOf);
        timeline.runUntil(leased * Timeline.SECOND);
        write(0, assigned(one));
        if (otherKnows) {
            write(1, assigned(one));
        }
        claim(one);
        checker.secondFailure(hosts.getFirst(), 2 * Timeline.SECOND);
        write(0, Row.NOTHING);
        write(0, assigned(other));
        claim(other);

        assertThat(found.contains(ViolationKind.DOUBLE_ASSIGNMENT)).isNotEqualTo(excused);
    }

    @ParameterizedTest
    @CsvSource({"3, true", "5, false"})
    void aReplyFromBeforeIsForgottenToo(long sent, boolean excused) {
        timeline.runUntil(3 * Timeline.SECOND);
        write(0, assigned(one));
        timeline.runUntil(4 * Timeline.SECOND);
        checker.secondFailure(hosts.getFirst(), 2 * Timeline.SECOND);
        timeline.runUntil(6 * Timeline.SECOND);
        claim(one, 0, sent * Timeline.SECOND);
        write(0, assigned(other));
        claim(other);

        assertThat(found.isEmpty()).isEqualTo(excused);
    }

    /** The first server's disk goes back to what it was after two seconds. */
    @ParameterizedTest(name = "leased after {0} s, by server {1}, which hears the other one {2}")
    @CsvSource({
        "3, 0, false, true",
        "3, 0, true, false",
        "3, 1, false, false",
        "1, 0, false, false",
    })
    void aServerMayPromiseOnceMoreWhatItForgotBeforeItHearsTheOther(
            long leased, int by, boolean hears, boolean excused) {
        timeline.runUntil(leased * Timeline.SECOND);
        write(0, assigned(one));
        write(1, assigned(one));
        claim(one);
        timeline.runUntil(4 * Timeline.SECOND);
        checker.diskGoesBack(hosts.getFirst(), 2 * Timeline.SECOND);
        if (hears) {
            hears(0, 5);
        }
        claim(other, by, timeline.now());

        assertThat(found.contains(ViolationKind.DOUBLE_ASSIGNMENT)).isNotEqualTo(excused);
    }

    /** The first server, whose disk went back, promises something; the other one to another. */
    @ParameterizedTest(name = "the first server hears the other one before: {0}")
    @CsvSource({"false, true", "true, false"})
    void whatWasPromisedUnknowinglyMayBePromisedByWhoKnowsBetter(boolean hears, boolean excused) {
        timeline.runUntil(3 * Timeline.SECOND);
        write(0, assigned(one));
        checker.diskGoesBack(hosts.getFirst(), 2 * Timeline.SECOND);
        if (hears) {
            hears(0, 4);
        }
        claim(one, 0, timeline.now());
        claim(other, 1, timeline.now());

        assertThat(found.contains(ViolationKind.DOUBLE_ASSIGNMENT)).isNotEqualTo(excused);
    }

    @ParameterizedTest
    @CsvSource({"true, true", "false, false"})
    void whatTwoClientsHaveUnavoidablyOneOfThemLoses(boolean unavoidably, boolean excused) {
        timeline.runUntil(3 * Timeline.SECOND);
        write(0, assigned(one));
        write(1, assigned(one));
        claim(one);
        if (unavoidably) {
            checker.diskGoesBack(hosts.getFirst(), 2 * Timeline.SECOND);
        }
        write(0, assigned(other));
        claim(other);
        hears(0, 4);
        claim(one);
        claim(other);

        assertThat(found.isEmpty()).isEqualTo(excused);
    }

    @Test
    void aDisputeEndsWithTheLeases() {
        timeline.runUntil(3 * Timeline.SECOND);
        claim(one);
        checker.diskGoesBack(hosts.getFirst(), 2 * Timeline.SECOND);
        claim(other);
        hears(0, 4);
        checker.ended(one, ADDRESS);
        checker.ended(other, ADDRESS);
        claim(one);
        claim(other);

        assertThat(found).contains(ViolationKind.DOUBLE_ASSIGNMENT);
    }

    private void hears(int host, long second) {
        timeline.runUntil(second * Timeline.SECOND);
        checker.hears(hosts.get(host));
    }

    @ParameterizedTest(name = "server {0} sent it after {1} s, the other disk has it for {2} s")
    @CsvSource({
        "0, 1, 0, true",
        "0, 1, 500, true",
        "0, 1, 1000, false",
        "0, 3, 0, false",
        "1, 1, 0, false",
    })
    void aReplyThatIsOnItsWayWhenItsServerFailsSaysNoMoreThanThatHasLost(
            int by, long sent, long otherDisk, boolean excused) {
        write(0, assigned(one));
        if (otherDisk > 0) {
            write(1, assigned(one, otherDisk));
        }
        timeline.runUntil(2 * Timeline.SECOND);
        checker.secondFailure(hosts.getFirst(), SimulatedDisk.EMPTY);
        timeline.runUntil(4 * Timeline.SECOND);
        claim(one, by, sent * Timeline.SECOND);
        write(0, Row.ITS_END);
        write(1, Row.ITS_END);

        assertThat(found.isEmpty()).isEqualTo(excused);
    }

    @ParameterizedTest
    @CsvSource({"true, true", "false, false"})
    void whoDeclinesAnAddressAndGetsItAgainLosesItToTheQuarantine(boolean byIt, boolean excused) {
        write(0, assigned(one));
        claim(one);
        checker.declined(byIt ? one : other, ADDRESS);
        claim(one);
        write(0, Row.QUARANTINE);

        assertThat(found.isEmpty()).isEqualTo(excused);
    }

    @ParameterizedTest
    @EnumSource(
            value = Row.class,
            names = {"ITS_END", "ANOTHERS_LEASE", "NOTHING"})
    void whoDeclinesAnAddressAndGetsItAgainLosesItToNothingElse(Row row) {
        write(0, assigned(one));
        claim(one);
        checker.declined(one, ADDRESS);
        claim(one);
        write(0, row);

        assertThat(found).containsOnly(ViolationKind.LOST_LEASE);
    }

    @Test
    void aQuarantineDoesNotTakeAnAddressFromWhoHasItOnTheOtherDisk() {
        write(0, assigned(one));
        write(1, assigned(one));
        claim(one);
        write(0, Row.QUARANTINE);

        assertThat(found).isEmpty();
    }

    private void write(int host, Row row) {
        long now = now();
        Lease lease = assigned(one);
        WrittenDisk.write(
                hosts.get(host),
                timeline,
                switch (row) {
                    case ITS_END -> LeaseChange.of(lease.ended(now));
                    case ANOTHERS_END -> LeaseChange.of(assigned(other).ended(now));
                    case ITS_PREFIX -> LeaseChange.of(prefix(one));
                    case ITS_PREFIX_ENDED -> LeaseChange.of(prefix(one).ended(now));
                    case QUARANTINE -> LeaseChange.of(lease.declined(now, VALID));
                    case ANOTHERS_LEASE -> LeaseChange.of(assigned(other));
                    case NOTHING -> new LeaseChange.Delete(lease);
                });
    }

    private void write(int host, Lease lease) {
        WrittenDisk.write(hosts.get(host), timeline, LeaseChange.of(lease));
    }

    private Lease assigned(ClientTraits client) {
        return assigned(client, VALID);
    }

    private Lease assigned(ClientTraits client, long valid) {
        return assigned(client, LeaseType.IA_NA, 128, valid);
    }

    private Lease prefix(ClientTraits client) {
        return assigned(client, LeaseType.IA_PD, 127, VALID);
    }

    private Lease assigned(ClientTraits client, LeaseType type, int length, long valid) {
        return Lease.assigned(
                type, ADDRESS, length, client.duid(), new Iaid(1), 1, now(), valid, valid / 2);
    }

    private void claim(ClientTraits client) {
        claim(client, 0, timeline.now());
    }

    private void claim(ClientTraits client, int by, long sent) {
        long until = (VALID - 1) * Timeline.SECOND;
        checker.claimed(
                client,
                new Holding(LeaseType.IA_NA, ADDRESS, 128, until),
                timeline.now(),
                by,
                sent,
                false);
    }

    private long now() {
        return HostClock.EPOCH + timeline.now() / Timeline.SECOND;
    }

    /** Nothing but disks. */
    private final class Disks implements Host.Surroundings {
        @Override
        public void reply(Host from, byte[] payload, Ipv6Address destination, long age) {
            throw new AssertionError("no server runs");
        }

        @Override
        public PeerTransport peers(Host from, EventLoop loop) {
            throw new AssertionError("no server runs");
        }

        @Override
        public void leaseChanged(Host host, Ipv6Address address) {
            checker.leaseChanged(address);
        }

        @Override
        public void failed(Host host, Throwable failure) {
            throw new AssertionError(failure);
        }

        @Override
        public void diesUnsynced(Host host) {}

        @Override
        public EventLog log(Host host) {
            throw new AssertionError("no server runs");
        }
    }
}
