package io.tandem6.server.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class StatisticTest {
    private static final Instant START = Instant.parse("2026-11-23T02:20:05.414420999Z");

    private Instant now = START;

    private void addSeconds(Statistic statistic, int... seconds) {
        for (int second : seconds) {
            now = START.plusSeconds(second);
            statistic.add(1, now);
        }
    }

    @Test
    void samplesAreShownAsKeaDoes() {
        Statistic statistic = new Statistic(new SampleLimit.Count(20));
        statistic.set(91, START.minus(Duration.ofHours(3)));
        statistic.add(1, START);
        assertThat(statistic.encode())
                .hasToString(
                        "[[92,\"2026-11-23 02:20:05.414420\"],[91,\"2026-11-22 23:20:05.414420\"]]");
    }

    @Test
    void soManyOfTheNewestSamplesAreKept() {
        Statistic statistic = new Statistic(new SampleLimit.Count(3));
        addSeconds(statistic, 1, 2, 3, 4, 5, 6, 7);
        assertThat(values(statistic)).isEqualTo("7 6 5");
        statistic.limit(new SampleLimit.Count(1), now);
        assertThat(values(statistic)).isEqualTo("7");
        statistic.limit(new SampleLimit.Count(4), now);
        addSeconds(statistic, 8, 9, 10, 11);
        assertThat(values(statistic)).isEqualTo("11 10 9 8");
    }

    @Test
    void samplesAreKeptForATime() {
        Statistic statistic = new Statistic(new SampleLimit.Age(10));
        addSeconds(statistic, 0, 5, 9, 10, 15);
        assertThat(values(statistic)).isEqualTo("5 4 3 2");
        addSeconds(statistic, 100);
        assertThat(values(statistic)).isEqualTo("6");
    }

    @Test
    void theLastSampleIsKeptHoweverOldItIs() {
        Statistic statistic = new Statistic(new SampleLimit.Count(20));
        addSeconds(statistic, 1, 2);
        statistic.limit(new SampleLimit.Age(0), START.plusSeconds(1000));
        assertThat(values(statistic)).isEqualTo("2");
    }

    @Test
    void memoryIsBoundedHoweverLongTheTime() {
        Statistic statistic = new Statistic(new SampleLimit.Age(1_000_000));
        for (int i = 0; i < SampleLimit.SAMPLES_MAX + 1000; i++) {
            statistic.add(1, START);
        }
        assertThat(statistic.encode()).hasSize(SampleLimit.SAMPLES_MAX);
        assertThat(statistic.value()).isEqualTo(SampleLimit.SAMPLES_MAX + 1000);
    }

    @Test
    void numbersMayBeLargerThanALong() {
        BigInteger large = BigInteger.ONE.shiftLeft(64);
        Statistic statistic = new Statistic(new SampleLimit.Count(20));
        statistic.set(large, START);
        statistic.set(BigInteger.TWO, START);
        statistic.set(large, START);
        assertThat(values(statistic)).isEqualTo(large + " 2 " + large);
        assertThat(statistic.exactly()).isEqualTo(large);
        assertThat(statistic.value()).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void afterAResetThereIsOneZero() {
        Statistic statistic = new Statistic(new SampleLimit.Count(20));
        addSeconds(statistic, 1, 2, 3);
        statistic.reset(now);
        assertThat(values(statistic)).isEqualTo("0");
        addSeconds(statistic, 4);
        assertThat(values(statistic)).isEqualTo("1 0");
    }

    private static String values(Statistic statistic) {
        StringBuilder text = new StringBuilder();
        statistic.encode().forEach(sample -> text.append(' ').append(sample.get(0)));
        return text.substring(1);
    }
}
