package io.tandem6.simulator.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.tandem6.address.Ipv6Address;
import io.tandem6.address.Ipv6Prefix;
import io.tandem6.lease.LeaseType;
import io.tandem6.simulator.client.ClientTraits;
import io.tandem6.simulator.client.Holding;
import io.tandem6.simulator.time.Timeline;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The checker without any server, so that everything is on no disk. */
class CheckerTest {
    private static final Ipv6Address ADDRESS = Ipv6Address.parse("2001:db8::1");

    private static final Ipv6Prefix WHAT = new Ipv6Prefix(ADDRESS, 128);

    private final Timeline timeline = new Timeline();
    private boolean alive = true;
    private final List<ViolationKind> found = new ArrayList<>();
    private final Checker checker =
            new Checker(timeline, List.of(), violation -> found.add(violation.kind()));
    private final ClientTraits one = ClientTraits.of(1, new SplittableRandom(1));
    private final ClientTraits other = ClientTraits.of(2, new SplittableRandom(2));

    @Test
    void oneClientMayExtendWhatItHas() {
        claim(one, 100, 0);
        claim(one, 200, 0);

        assertThat(found).doesNotContain(ViolationKind.DOUBLE_ASSIGNMENT);
    }

    @ParameterizedTest
    @CsvSource({
        "2001:db8::, 64, 2001:db8::1, 128, true",
        "2001:db8::1, 128, 2001:db8::, 64, true",
        "2001:db8:0:4::, 62, 2001:db8:0:6::, 63, true",
        "2001:db8:0:6::, 63, 2001:db8:0:4::, 62, true",
        "2001:db8::, 126, 2001:db8::, 128, true",
        "2001:db8::, 126, 2001:db8::4, 128, false",
        "2001:db8:0:4::, 63, 2001:db8:0:6::, 63, false",
        "2001:db8:0:1::, 64, 2001:db8::1, 128, false"
    })
    void whatContainsWhatAnotherHasIsGivenTwiceAsWell(
            String first, int length, String second, int otherLength, boolean isDouble) {
        claim(one, holding(first, length), 0);
        claim(other, holding(second, otherLength), 0);

        assertThat(
                        found.contains(ViolationKind.DOUBLE_ASSIGNMENT)
                                || found.contains(ViolationKind.DOUBLE_WHILE_DELIVERED))
                .isEqualTo(isDouble);
    }

    @Test
    void whatIsValidAtOneClientMustNotGoToAnother() {
        claim(one, 100, 0);
        advance(50);
        claim(other, 200, 50);

        assertThat(found).contains(ViolationKind.DOUBLE_ASSIGNMENT);
    }

    @Test
    void whatHasEndedMayGoToAnother() {
        claim(one, 100, 0);
        advance(100);
        claim(other, 300, 100);

        assertThat(found).doesNotContain(ViolationKind.DOUBLE_ASSIGNMENT);
    }

    @Test
    void whatWasGivenBackMayGoToAnother() {
        claim(one, 100, 0);
        checker.ended(one, ADDRESS);
        claim(other, 100, 0);

        assertThat(found).doesNotContain(ViolationKind.DOUBLE_ASSIGNMENT);
    }

    @Test
    void whatAnOperatorTookMayGoToAnother() {
        claim(one, 100, 0);
        checker.taken(WHAT, () -> alive);
        claim(other, 100, 0);

        assertThat(found).doesNotContain(ViolationKind.DOUBLE_ASSIGNMENT);
        assertThat(checker.isClaimed(ADDRESS)).isTrue();
    }

    @Test
    void whatAnOperatorWasRefusedMayNot() {
        claim(one, 100, 0);
        checker.taken(WHAT, () -> alive).accept(false);
        claim(other, 100, 0);

        assertThat(found).contains(ViolationKind.DOUBLE_ASSIGNMENT);
    }

    @ParameterizedTest(name = "the client {0} meanwhile, carried out {1}: has it after 60 s {2}")
    @CsvSource({
        "waits,      false, true",
        "waits,      true,  false",
        "gives back, false, false",
        "gives back, true,  false",
        "declines,   false, false",
        "gets less,  false, false",
        "gets more,  false, true",
    })
    void aCommandThatHangsBringsNothingBackThatHasEndedMeanwhile(
            String does, boolean done, boolean has) {
        claim(one, 100, 0);
        Consumer<Boolean> command = checker.taken(WHAT, () -> alive);
        advance(30);
        switch (does) {
            case "gives back" -> checker.ended(one, ADDRESS);
            case "declines" -> checker.declined(one, ADDRESS);
            case "gets less" -> claim(one, 50, 30);
            case "gets more" -> claim(one, 200, 30);
            default -> assertThat(does).isEqualTo("waits");
        }
        command.accept(done);
        advance(30);

        assertThat(checker.isClaimed(ADDRESS)).isEqualTo(has);
    }

    @ParameterizedTest
    @CsvSource({
        "2001:db8::, 126, 2001:db8::1, 128, false",
        "2001:db8::4, 126, 2001:db8::1, 128, true",
        "2001:db8::2, 128, 2001:db8::1, 128, true",
        "2001:db8::1, 128, 2001:db8::, 126, false",
        "2001:db8::4, 128, 2001:db8::, 126, true"
    })
    void whatAnOperatorTakesEndsWhatContainsItAndWhatItContains(
            String taken, int takenLength, String had, int length, boolean isDouble) {
        claim(one, holding(had, length), 0);
        checker.taken(new Ipv6Prefix(Ipv6Address.parse(taken), takenLength), () -> alive);
        claim(other, holding(had, length), 0);

        assertThat(
                        found.contains(ViolationKind.DOUBLE_WHILE_DELIVERED)
                                || found.contains(ViolationKind.DOUBLE_ASSIGNMENT))
                .isEqualTo(isDouble);
    }

    @ParameterizedTest
    @CsvSource({"9, true", "10, true", "11, false"})
    void whatWasSentBeforeAnOperatorTookItNobodyNeedKeep(long sent, boolean isOver) {
        advance(10);
        checker.taken(WHAT, () -> alive).accept(true);
        advance(2);
        claim(one, holding("2001:db8::1", 128), 8, sent);

        assertThat(found.isEmpty()).isEqualTo(isOver);
        assertThat(checker.isClaimed(ADDRESS)).isNotEqualTo(isOver);
    }

    @Test
    void aCommandThatIsRefusedLeavesAnEarlierOneInForce() {
        advance(10);
        checker.taken(WHAT, () -> alive).accept(true);
        checker.taken(WHAT, () -> alive).accept(false);
        advance(2);
        claim(one, holding("2001:db8::1", 128), 8, 9);

        assertThat(found).isEmpty();
        assertThat(checker.isClaimed(ADDRESS)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"2001:db8::, 126, true", "2001:db8::4, 126, false"})
    void soItIsWithWhatContainsIt(String prefix, int length, boolean isOver) {
        checker.taken(new Ipv6Prefix(Ipv6Address.parse(prefix), length), () -> alive).accept(true);
        claim(one, holding("2001:db8::1", 128), 0, 0);

        assertThat(found.isEmpty()).isEqualTo(isOver);
    }

    @ParameterizedTest
    @CsvSource({"2, false, true", "9, true, false", "11, false, true"})
    void aServerMayPromiseItUntilItHasCarriedOutTheCommandOrDied(
            long later, boolean dies, boolean may) {
        checker.taken(WHAT, () -> alive);
        advance(later);
        alive = !dies;
        checker.leaseChanged(ADDRESS);
        advance(1);
        claim(one, 100, later + 1);

        assertThat(found.isEmpty()).isEqualTo(may);
    }

    @Test
    void aReplyThatTookLongIsAnotherKindOfViolation() {
        advance(30);
        claim(one, 100, 0);
        advance(45);
        claim(other, 200, 75);

        assertThat(found)
                .contains(ViolationKind.DOUBLE_WHILE_DELIVERED)
                .doesNotContain(ViolationKind.DOUBLE_ASSIGNMENT);
    }

    @Test
    void whatAClientHasMustBeOnADisk() {
        claim(one, 100, 0);

        assertThat(found).containsExactly(ViolationKind.LOST_LEASE);
    }

    private void claim(ClientTraits client, long until, long asked) {
        claim(client, new Holding(LeaseType.IA_NA, ADDRESS, 128, until * Timeline.SECOND), asked);
    }

    private void claim(ClientTraits client, Holding holding, long asked) {
        claim(client, holding, asked, timeline.now() / Timeline.SECOND);
    }

    private void claim(ClientTraits client, Holding holding, long asked, long sent) {
        checker.claimed(client, holding, asked * Timeline.SECOND, 0, sent * Timeline.SECOND, false);
    }

    private static Holding holding(String address, int length) {
        return new Holding(
                length == 128 ? LeaseType.IA_NA : LeaseType.IA_PD,
                Ipv6Address.parse(address),
                length,
                100 * Timeline.SECOND);
    }

    private void advance(long seconds) {
        timeline.runUntil(timeline.now() + seconds * Timeline.SECOND);
    }
}
