package io.tandem6.server.boot;

import io.micrometer.core.instrument.Clock;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.prometheus.metrics.model.registry.PrometheusRegistry;

/**
 * Where the server's meters are. Made before Spring, since clients are served before Actuator is
 * there to be asked.
 *
 * @param collector what Actuator shows
 * @param registry where meters are declared
 */
record ServerMeters(PrometheusRegistry collector, PrometheusMeterRegistry registry) {
    /** Empty ones. */
    static ServerMeters create() {
        PrometheusRegistry collector = new PrometheusRegistry();
        PrometheusMeterRegistry registry =
                new PrometheusMeterRegistry(PrometheusConfig.DEFAULT, collector, Clock.SYSTEM);
        registry.config().commonTags("application", "dhcp-server");
        return new ServerMeters(collector, registry);
    }
}
