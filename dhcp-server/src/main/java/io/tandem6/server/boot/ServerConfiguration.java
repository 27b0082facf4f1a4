package io.tandem6.server.boot;

import io.tandem6.runtime.LeanSpringBoot;
import java.util.List;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.http.converter.autoconfigure.HttpMessageConvertersAutoConfiguration;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.WebMvcAutoConfiguration;
import org.springframework.context.annotation.Bean;

/**
 * The beans beside those that are there before Spring. Actuator is all that it serves over HTTP, so
 * that has the main port, and what writes its JSON is named here.
 */
@SpringBootConfiguration(proxyBeanMethods = false)
@LeanSpringBoot
@ImportAutoConfiguration({
    HttpMessageConvertersAutoConfiguration.class,
    JacksonAutoConfiguration.class,
    WebMvcAutoConfiguration.class
})
class ServerConfiguration {
    /** Up when clients can be heard on everything configured. */
    @Bean
    HealthIndicator socketsHealthIndicator(RunningServer server) {
        return () -> {
            List<String> problems = server.socketProblems();
            return problems.isEmpty()
                    ? Health.up().build()
                    : Health.down().withDetail("errors", problems).build();
        };
    }

    /** Down while leases cannot be written. */
    @Bean
    HealthIndicator leasesHealthIndicator(RunningServer server) {
        return () ->
                server.leaseTrouble()
                        .map(trouble -> Health.down().withDetail("error", trouble).build())
                        .orElseGet(() -> Health.up().build());
    }

    /** Shows the HA states; down once HA has given up, which no server gets out of by itself. */
    @Bean
    HealthIndicator haHealthIndicator(RunningServer server) {
        return () -> HaHealth.of(server.snapshot());
    }
}
