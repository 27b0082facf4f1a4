package io.tandem6.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetransmissionTest {
    @ParameterizedTest(name = "RAND {0}: {1} s, {2} s, {3} s, {4} s")
    @CsvSource({
        "0, 1, 2, 4, 8",
        "0.1, 1.1, 2.31, 4.851, 10.1871",
        "-0.1, 0.9, 1.71, 3.249, 6.1731"
    })
    void waitsTwiceAsLongEachTime(double rand, double t1, double t2, double t3, double t4) {
        List<Duration> waits = new ArrayList<>();
        waits.add(Retransmission.REQUEST.first(rand));
        for (int i = 1; i < 4; i++) {
            waits.add(Retransmission.REQUEST.next(waits.getLast(), rand));
        }

        assertThat(waits).containsExactly(seconds(t1), seconds(t2), seconds(t3), seconds(t4));
    }

    @ParameterizedTest(name = "RAND {0}: {1} s")
    @CsvSource({"0, 30", "0.1, 33", "-0.1, 27"})
    void neverWaitsLongerThanTheMaximumButForTheJitter(double rand, double expected) {
        assertThat(Retransmission.REQUEST.next(Duration.ofSeconds(29), rand))
                .isEqualTo(seconds(expected));
    }

    @Test
    void doublesForeverWithoutAMaximum() {
        Retransmission release = new Retransmission(Duration.ofSeconds(1), Duration.ZERO, 4, false);

        assertThat(release.next(Duration.ofSeconds(5000), 0.0)).isEqualTo(seconds(10_000));
    }

    @Test
    void requestsAreSentTenTimesAndSolicitsForever() {
        assertThat(Retransmission.REQUEST.isLast(9)).isFalse();
        assertThat(Retransmission.REQUEST.isLast(10)).isTrue();
        assertThat(Retransmission.SOLICIT.isLast(1_000_000)).isFalse();
    }

    @Test
    void theFirstSolicitAlwaysWaitsLongerThanItsInitialTime() {
        Random random = new Random(1);
        for (int i = 0; i < 1000; i++) {
            assertThat(Retransmission.SOLICIT.first(random))
                    .isGreaterThan(seconds(1))
                    .isLessThanOrEqualTo(seconds(1.1));
        }
        assertThat(Retransmission.SOLICIT.first(drawing(0))).isEqualTo(seconds(1.1));
    }

    @Test
    void otherWaitsAreSpreadOnBothSides() {
        assertThat(Retransmission.RENEW.first(drawing(0))).isEqualTo(seconds(9));
        assertThat(Retransmission.RENEW.first(drawing(0.5))).isEqualTo(seconds(10));
        assertThat(Retransmission.REBIND.first(drawing(0.999_999)).toMillis())
                .isCloseTo(11_000, within(1L));
    }

    private static RandomGenerator drawing(double value) {
        return new RandomGenerator() {
            @Override
            public long nextLong() {
                throw new UnsupportedOperationException();
            }

            @Override
            public double nextDouble() {
                return value;
            }
        };
    }

    private static Duration seconds(double seconds) {
        return Duration.ofMillis(Math.round(seconds * 1e6)).dividedBy(1000);
    }
}
