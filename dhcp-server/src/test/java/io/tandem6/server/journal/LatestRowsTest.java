package io.tandem6.server.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tandem6.address.Ipv6Address;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LatestRowsTest {
    /** Addresses in a row, far apart, and prefixes, whose lower half is 0. */
    @ParameterizedTest
    @CsvSource({"1, 0, 1", "2, 0, 4294967296", "3, 256, 0"})
    void remembersWhatAMapWould(long seed, long highStep, long lowStep) {
        Random random = new Random(seed);
        LatestRows rows = new LatestRows();
        Map<Ipv6Address, Long> model = new HashMap<>();
        for (long row = 0; row < 100_000; row++) {
            long number = random.nextInt(40_000);
            Ipv6Address address = new Ipv6Address(number * highStep, number * lowStep);
            rows.put(address, row);
            model.put(address, row);
        }
        assertThat(model.entrySet())
                .allMatch(e -> rows.isLatest(e.getKey(), e.getValue()))
                .noneMatch(e -> rows.isLatest(e.getKey(), e.getValue() - 1));
        assertThat(rows.isLatest(Ipv6Address.parse("::ffff:0:0:0"), 5)).isFalse();
    }

    @Test
    void countsBeyondTheSignedNumbers() {
        LatestRows rows = new LatestRows();
        Ipv6Address address = Ipv6Address.parse("2001:db8::1");
        rows.put(address, 4_294_967_293L);
        assertThat(rows.isLatest(address, 4_294_967_293L)).isTrue();
        assertThatThrownBy(() -> rows.put(address, 4_294_967_294L))
                .isInstanceOf(IllegalStateException.class);
    }
}
