package io.tandem6.server.boot;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class HangUpSignalTest {
    @Test
    void theSignalRunsTheHandlerAndTheProcessGoesOn() throws Exception {
        Semaphore received = new Semaphore(0);

        assertThat(HangUpSignal.handle(received::release)).isTrue();
        for (int i = 0; i < 2; i++) {
            hangUp();
            assertThat(received.tryAcquire(10, TimeUnit.SECONDS)).isTrue();
        }
    }

    private static void hangUp() throws IOException, InterruptedException {
        long self = ProcessHandle.current().pid();
        Process kill = new ProcessBuilder("sh", "-c", "kill -HUP " + self).inheritIO().start();
        assertThat(kill.waitFor()).isZero();
    }
}
