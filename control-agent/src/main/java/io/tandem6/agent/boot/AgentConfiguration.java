package io.tandem6.agent.boot;

import io.micrometer.core.instrument.MeterRegistry;
import io.tandem6.agent.api.ControlEndpoint;
import io.tandem6.agent.command.AgentVersion;
import io.tandem6.agent.command.CommandMeter;
import io.tandem6.agent.command.CommandRouter;
import io.tandem6.agent.command.OwnCommands;
import io.tandem6.agent.settings.AgentConfigFile;
import io.tandem6.agent.socket.DaemonSocket;
import io.tandem6.config.AgentConfig;
import io.tandem6.log.EventLog;
import java.time.Duration;
import java.util.Map;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.actuate.autoconfigure.endpoint.EndpointAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.endpoint.jackson.JacksonEndpointAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.endpoint.web.WebEndpointAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.web.server.ManagementContextAutoConfiguration;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.availability.ApplicationAvailabilityAutoConfiguration;
import org.springframework.boot.autoconfigure.context.ConfigurationPropertiesAutoConfiguration;
import org.springframework.boot.autoconfigure.context.LifecycleAutoConfiguration;
import org.springframework.boot.autoconfigure.context.PropertyPlaceholderAutoConfiguration;
import org.springframework.boot.health.autoconfigure.actuate.endpoint.AvailabilityProbesAutoConfiguration;
import org.springframework.boot.health.autoconfigure.actuate.endpoint.HealthEndpointAutoConfiguration;
import org.springframework.boot.health.autoconfigure.application.AvailabilityHealthContributorAutoConfiguration;
import org.springframework.boot.health.autoconfigure.contributor.HealthContributorAutoConfiguration;
import org.springframework.boot.health.autoconfigure.registry.HealthContributorRegistryAutoConfiguration;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.jetty.autoconfigure.actuate.web.server.JettyServletManagementContextAutoConfiguration;
import org.springframework.boot.jetty.autoconfigure.servlet.JettyServletWebServerAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.MetricsAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.export.prometheus.PrometheusMetricsExportAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.jvm.JvmMetricsAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.system.SystemMetricsAutoConfiguration;
import org.springframework.boot.servlet.autoconfigure.actuate.web.ServletManagementContextAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.DispatcherServletAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.actuate.endpoint.web.WebMvcHealthEndpointExtensionAutoConfiguration;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;
import org.springframework.web.servlet.handler.SimpleUrlHandlerMapping;

/**
 * Wires the agent. Of Spring Boot it takes what is named here and nothing else, which halves the
 * time to start.
 */
@SpringBootConfiguration(proxyBeanMethods = false)
@ImportAutoConfiguration({
    ApplicationAvailabilityAutoConfiguration.class,
    AvailabilityHealthContributorAutoConfiguration.class,
    AvailabilityProbesAutoConfiguration.class,
    CompositeMeterRegistryAutoConfiguration.class,
    ConfigurationPropertiesAutoConfiguration.class,
    DispatcherServletAutoConfiguration.class,
    EndpointAutoConfiguration.class,
    HealthContributorAutoConfiguration.class,
    HealthContributorRegistryAutoConfiguration.class,
    HealthEndpointAutoConfiguration.class,
    JacksonEndpointAutoConfiguration.class,
    JettyServletManagementContextAutoConfiguration.class,
    JettyServletWebServerAutoConfiguration.class,
    JvmMetricsAutoConfiguration.class,
    LifecycleAutoConfiguration.class,
    ManagementContextAutoConfiguration.class,
    MetricsAutoConfiguration.class,
    PrometheusMetricsExportAutoConfiguration.class,
    PropertyPlaceholderAutoConfiguration.class,
    ServletManagementContextAutoConfiguration.class,
    SystemMetricsAutoConfiguration.class,
    WebEndpointAutoConfiguration.class,
    WebMvcHealthEndpointExtensionAutoConfiguration.class
})
class AgentConfiguration {
    /** A probe must not wait as long as a client does. */
    private static final Duration HEALTH_TIMEOUT = Duration.ofSeconds(2);

    private static final int ANSWER_BYTES_MAX = 256 << 20;

    @Bean
    EventLog eventLog() {
        return new Slf4jEventLog();
    }

    @Bean
    DaemonSocket daemonSocket() {
        return new DaemonSocket(ANSWER_BYTES_MAX);
    }

    @Bean
    CommandMeter commandMeter(MeterRegistry registry) {
        return new MicrometerCommandMeter(registry);
    }

    @Bean
    CommandRouter commandRouter(
            AgentConfig config,
            AgentOptions options,
            DaemonSocket daemons,
            CommandMeter meter,
            EventLog log) {
        return new CommandRouter(
                new OwnCommands(config, AgentVersion.current(), System::nanoTime, options.stop()),
                AgentConfigFile.sockets(config),
                (socket, command) -> daemons.ask(socket, command, options.forwardTimeout()),
                System::nanoTime,
                meter,
                log);
    }

    @Bean
    SimpleUrlHandlerMapping anyPath(
            CommandRouter router, AgentConfig config, AgentOptions options, EventLog log) {
        return new SimpleUrlHandlerMapping(
                Map.of("/**", new ControlEndpoint(router, config, options.limits(), log)),
                Ordered.HIGHEST_PRECEDENCE);
    }

    @Bean
    JettySetup jettySetup(AgentConfig config, AgentOptions options) {
        return new JettySetup(config, options);
    }

    @Bean
    HealthIndicator daemonsHealthIndicator(AgentConfig config, DaemonSocket daemons) {
        return new DaemonsHealth(
                AgentConfigFile.sockets(config),
                (socket, command) -> daemons.ask(socket, command, HEALTH_TIMEOUT));
    }

    @Bean
    LifecycleLog lifecycleLog(AgentConfig config, ApplicationContext context, EventLog log) {
        return new LifecycleLog(config, context, log);
    }
}
