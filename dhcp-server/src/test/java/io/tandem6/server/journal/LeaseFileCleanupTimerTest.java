package io.tandem6.server.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.tandem6.server.fake.FakeLoop;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LeaseFileCleanupTimerTest {
    private final FakeLoop loop = new FakeLoop();
    private final List<Long> cleanedUpSeconds = new ArrayList<>();
    private final LeaseFileCleanupTimer timer =
            new LeaseFileCleanupTimer(loop, 100, () -> cleanedUpSeconds.add(loop.millis() / 1000));

    @Test
    void pausesAreAsLongAsTheyWereToldToBe() {
        timer.start();
        loop.advance(Duration.ofSeconds(250));
        timer.restart(30);
        loop.advance(Duration.ofSeconds(70));
        timer.restart(0);
        loop.advance(Duration.ofSeconds(1000));
        timer.restart(500);
        loop.advance(Duration.ofSeconds(600));

        assertThat(cleanedUpSeconds).containsExactly(100L, 200L, 280L, 310L, 1820L);
    }
}
