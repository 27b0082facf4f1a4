package io.tandem6.server.boot;

import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The server's beans. */
@Configuration(proxyBeanMethods = false)
class ServerConfiguration {
    @Bean(destroyMethod = "close")
    RunningServer runningServer(Launch launch, MeterRegistry meters) {
        return new RunningServer(launch, meters);
    }

    /** Up when clients can be heard on everything configured. */
    @Bean
    HealthIndicator socketsHealthIndicator(RunningServer server) {
        return () -> {
            var problems = server.socketProblems();
            return problems.isEmpty()
                    ? Health.up().build()
                    : Health.down().withDetail("errors", problems).build();
        };
    }
}
