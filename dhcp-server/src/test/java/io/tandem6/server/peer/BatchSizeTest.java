package io.tandem6.server.peer;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** How many leases go into one update. */
class BatchSizeTest {
    private final BatchSize size = new BatchSize();

    private void answered(int leases, long millis) {
        size.answered(leases, Duration.ofMillis(millis).toNanos());
    }

    @Test
    void growsWhileFullUpdatesAreTakenQuickly() {
        for (int i = 0; i < 10; i++) {
            answered(size.limit(), 10);
        }
        assertThat(size.limit()).isEqualTo(BatchSize.MAX);
    }

    @Test
    void aSmallUpdateProvesNothing() {
        int before = size.limit();
        answered(3, 1);
        assertThat(size.limit()).isEqualTo(before);
    }

    @Test
    void shrinksWhenThePartnerTakesLong() {
        answered(size.limit(), 10);
        answered(size.limit(), 10);
        int before = size.limit();
        answered(before, 500);
        assertThat(size.limit()).isEqualTo(before / 2);
        for (int i = 0; i < 10; i++) {
            answered(size.limit(), 500);
        }
        assertThat(size.limit()).isEqualTo(BatchSize.MIN);
    }
}
