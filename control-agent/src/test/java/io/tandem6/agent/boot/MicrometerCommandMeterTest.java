package io.tandem6.agent.boot;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tandem6.control.ControlResponse;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class MicrometerCommandMeterTest {
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final MicrometerCommandMeter meter = new MicrometerCommandMeter(registry);

    @Test
    void countsByCommandAndResult() {
        meter.forwarded("dhcp6", "lease6-get", ControlResponse.EMPTY, Duration.ofMillis(3));
        meter.forwarded("dhcp6", "lease6-get", ControlResponse.ERROR, Duration.ofMillis(3));
        assertThat(count("lease6-get", "3")).isEqualTo(1);
        assertThat(count("lease6-get", "1")).isEqualTo(1);
    }

    @Test
    void countsNamesThatNobodyKnowsTogether() {
        for (int i = 0; i < 1000; i++) {
            meter.answered("invented-" + i, ControlResponse.UNSUPPORTED);
        }
        assertThat(registry.getMeters()).hasSize(1);
        assertThat(count("other", "2")).isEqualTo(1000);
    }

    @Test
    void growsNoFurtherWhenADaemonKnowsEveryName() {
        for (int i = 0; i < 1000; i++) {
            meter.forwarded("dhcp6", "invented-" + i, ControlResponse.SUCCESS, Duration.ZERO);
        }
        assertThat(registry.getMeters()).hasSizeLessThan(300);
        assertThat(count("other", "0")).isEqualTo(750);
    }

    private double count(String command, String result) {
        return registry.get("tandem6.agent.commands")
                .tag("command", command)
                .tag("result", result)
                .counter()
                .count();
    }
}
