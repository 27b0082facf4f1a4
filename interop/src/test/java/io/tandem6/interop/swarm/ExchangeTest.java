package io.tandem6.interop.swarm;

import static org.assertj.core.api.Assertions.assertThat;

import org.assertj.core.data.Offset;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The times of RFC 9915 section 15 with the parameters of section 7.6. */
class ExchangeTest {
    private static final Offset<Double> ROUNDING = Offset.offset(1e-9);

    @ParameterizedTest
    @CsvSource({
        // exchange, last time, random, next time
        "SOLICIT,   0,    -0.1, 1.1",
        "SOLICIT,   0,    0.1,  1.1",
        "SOLICIT,   1.1,  -0.1, 2.09",
        "SOLICIT,   2000, 0.1,  3960",
        "REQUEST,   0,    -0.1, 0.9",
        "REQUEST,   0.9,  0.1,  1.89",
        "REQUEST,   16,   0,    30",
        "REQUEST,   16,   -0.1, 27",
        "RENEW,     0,    0,    10",
        "RENEW,     400,  0.1,  660",
        "REBIND,    0,    0.1,  11",
        "REBIND,    10,   0,    20",
        "RELEASE,   0,    0,    1",
        "RELEASE,   4,    0,    8",
        "DECLINE,   0,    0.1,  1.1",
        "DECLINE,   4,    -0.1, 7.6",
    })
    void waitsDoubleUpToAMaximum(Exchange exchange, double last, double random, double next) {
        assertThat(exchange.retransmissionSeconds(last, random)).isCloseTo(next, ROUNDING);
    }

    @ParameterizedTest
    @CsvSource({
        "SOLICIT, 1000, false",
        "REQUEST, 9,    false",
        "REQUEST, 10,   true",
        "RENEW,   1000, false",
        "REBIND,  1000, false",
        "RELEASE, 3,    false",
        "RELEASE, 4,    true",
        "DECLINE, 3,    false",
        "DECLINE, 4,    true",
    })
    void givesUpAfterSoManyMessages(Exchange exchange, int sent, boolean over) {
        assertThat(exchange.isOver(sent)).isEqualTo(over);
    }
}
