package io.tandem6.server.boot;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.net.BindException;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.server.PortInUseException;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;

/** The server's Spring context: Actuator on its port, beside a server that serves already. */
final class ServerContext {
    private static final String ADDRESS_VARIABLE = "TANDEM6_SERVER_MANAGEMENT_ADDRESS";
    private static final String PORT_VARIABLE = "TANDEM6_SERVER_MANAGEMENT_PORT";

    private ServerContext() {}

    /** Starts it. */
    static ConfigurableApplicationContext start(RunningServer server, ServerMeters meters) {
        SpringApplication application =
                new SpringApplicationBuilder(ServerConfiguration.class)
                        .registerShutdownHook(false)
                        .initializers(context -> register(context, server, meters))
                        .build();
        return application.run();
    }

    private static void register(
            ConfigurableApplicationContext context, RunningServer server, ServerMeters meters) {
        if (context instanceof GenericApplicationContext generic) {
            generic.registerBean(RunningServer.class, () -> server);
            generic.registerBean(PrometheusRegistry.class, meters::collector);
            generic.registerBean(PrometheusMeterRegistry.class, meters::registry);
        }
    }

    /** Digs out of a failure what the operator can act upon. */
    static StartupException explain(RuntimeException failure) {
        Optional<Throwable> portInUse =
                causes(failure)
                        .filter(e -> e instanceof BindException || e instanceof PortInUseException)
                        .findFirst();
        if (portInUse.isPresent()) {
            Map<String, String> environment = System.getenv();
            return new StartupException(
                    "cannot listen on %s port %s for health and metrics: %s; set %s or %s"
                            .formatted(
                                    environment.getOrDefault(ADDRESS_VARIABLE, "127.0.0.1"),
                                    environment.getOrDefault(PORT_VARIABLE, "9547"),
                                    portInUse.get().getMessage(),
                                    PORT_VARIABLE,
                                    ADDRESS_VARIABLE),
                    failure);
        }
        return causes(failure)
                .filter(StartupException.class::isInstance)
                .map(StartupException.class::cast)
                .findFirst()
                .orElseGet(
                        () ->
                                new StartupException(
                                        "cannot start: "
                                                + causes(failure)
                                                        .reduce((outer, inner) -> inner)
                                                        .map(Throwable::toString)
                                                        .orElse(""),
                                        failure));
    }

    private static Stream<Throwable> causes(Throwable failure) {
        return Stream.iterate(failure, e -> e != null, Throwable::getCause);
    }
}
