package io.tandem6.server.lease;

import static org.assertj.core.api.Assertions.assertThat;

import io.tandem6.lease.UpdateNumber;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReceivedUpdatesTest {
    private final ReceivedUpdates received = new ReceivedUpdates();

    /** {@code arrived} and {@code settled} are what is known before, 0 is nothing. */
    @ParameterizedTest
    @CsvSource({
        "0.0, 0.0, 1.1, false",
        "5.7, 0.0, 5.6, true",
        "5.7, 0.0, 5.7, false",
        "5.7, 0.0, 5.8, false",
        "5.7, 0.0, 6.1, false",
        "5.7, 0.0, 4.99, true",
        "5.7, 5.7, 5.7, true",
        "0.0, 5.7, 5.7, true",
        "5.3, 5.7, 5.8, false",
        "0.0, 5.7, 6.1, false",
        "0.0, 5.7, 4.99, true",
        "9223372036854775807.9223372036854775807, 5.7, 5.8, false",
        "9223372036854775807.9223372036854775807, 5.7, 5.7, true"
    })
    void tellsWhatComesTooLate(String arrived, String settled, String update, boolean late) {
        if (!arrived.equals("0.0")) {
            received.arrived("a", number(arrived));
        }
        if (!settled.equals("0.0")) {
            received.settled("a", number(settled));
        }

        assertThat(received.overtakenBy("a", number(update)).isPresent()).isEqualTo(late);
        assertThat(received.overtakenBy("b", number(update))).isEmpty();
    }

    @Test
    void whatTheServerSaysOfItselfCounts() {
        received.settled("a", number("9.9"));
        received.settled("a", number("5.0"));

        assertThat(received.overtakenBy("a", number("5.1"))).isEmpty();
        assertThat(received.overtakenBy("a", number("4.8"))).isPresent();
    }

    /** {@code latest} was here before the server was asked, 0.0 is nothing. */
    @ParameterizedTest
    @CsvSource({
        "5.999999999, 5.999999999, 5.7, 5.8, false",
        "5.999999999, 5.999999999, 5.7, 5.6, true",
        "5.8, 5.7, 5.7, 5.7, true",
        "5.8, 0.0, 5.7, 5.7, true",
        "5.7, 5.7, 5.7, 5.8, false",
        "5.9, 5.9, 6.0, 5.8, true",
    })
    void whatOthersPretendToBeLastCountsUntilTheServerSaysWhatIs(
            String arrived, String latest, String last, String update, boolean late) {
        received.arrived("a", number(arrived));
        received.sent(
                "a",
                number(last),
                latest.equals("0.0") ? Optional.empty() : Optional.of(number(latest)));

        assertThat(received.overtakenBy("a", number(update)).isPresent()).isEqualTo(late);
    }

    @ParameterizedTest
    @CsvSource({"0.0, 5, false", "5.0, 5, true", "5.7, 5, true", "4.7, 5, false", "6.0, 5, false"})
    void aStartIsCountedOnceItSaysWhatIsOnItsWay(String settled, long start, boolean counted) {
        if (!settled.equals("0.0")) {
            received.settled("a", number(settled));
        }

        assertThat(received.isCounted("a", start)).isEqualTo(counted);
    }

    @Test
    void namesThatNobodyHasDoNotFillTheMemory() {
        for (int i = 0; i < 5000; i++) {
            received.arrived("server" + i, number("1.2"));
            received.settled("server" + i, number("1.2"));
        }

        assertThat(received.overtakenBy("server999", number("1.1"))).isPresent();
        assertThat(received.overtakenBy("server1000", number("1.1"))).isEmpty();
    }

    private static UpdateNumber number(String text) {
        String[] parts = text.split("\\.");
        return new UpdateNumber(Long.parseLong(parts[0]), Long.parseLong(parts[1]));
    }
}
