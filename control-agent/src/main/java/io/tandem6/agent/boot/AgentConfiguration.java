package io.tandem6.agent.boot;

import io.micrometer.core.instrument.MeterRegistry;
import io.tandem6.agent.api.ControlEndpoint;
import io.tandem6.agent.command.AgentVersion;
import io.tandem6.agent.command.CommandMeter;
import io.tandem6.agent.command.CommandRouter;
import io.tandem6.agent.command.Commands;
import io.tandem6.agent.command.Forwarding;
import io.tandem6.agent.command.OwnCommands;
import io.tandem6.agent.command.ServerCommands;
import io.tandem6.agent.settings.AgentSettings;
import io.tandem6.agent.socket.DaemonSocket;
import io.tandem6.config.AgentConfig;
import io.tandem6.config.HttpListener;
import io.tandem6.log.EventLog;
import io.tandem6.runtime.LeanSpringBoot;
import io.tandem6.runtime.Slf4jEventLog;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Semaphore;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;
import org.springframework.web.servlet.handler.SimpleUrlHandlerMapping;

/** Wires the agent. */
@SpringBootConfiguration(proxyBeanMethods = false)
@LeanSpringBoot
class AgentConfiguration {
    /** A probe must not wait as long as a client does. */
    private static final Duration HEALTH_TIMEOUT = Duration.ofSeconds(2);

    private static final int ANSWER_BYTES_MAX = 256 << 20;

    @Bean
    EventLog eventLog() {
        return new Slf4jEventLog(AgentSettings.ROOT_LOGGER);
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
    Commands commands(
            AgentSettings settings,
            AgentOptions options,
            DaemonSocket daemons,
            CommandMeter meter,
            EventLog log) {
        Forwarding forwarding =
                new Forwarding(
                        (socket, command) -> daemons.ask(socket, command, options.forwardTimeout()),
                        System::nanoTime,
                        meter,
                        log);
        return switch (settings) {
            case AgentSettings.OfAgent(AgentConfig config) ->
                    new CommandRouter(
                            new OwnCommands(
                                    config,
                                    AgentVersion.current(),
                                    System::nanoTime,
                                    options.stop()),
                            settings.sockets(),
                            forwarding,
                            meter,
                            log);
            case AgentSettings.OfServer server ->
                    new ServerCommands(AgentSettings.DHCP6, server.socket(), forwarding, log);
        };
    }

    @Bean
    HttpConnectors httpConnectors(AgentSettings settings, AgentOptions options) {
        return new HttpConnectors(settings.listeners(), options);
    }

    @Bean
    JettySetup jettySetup(
            AgentSettings settings, HttpConnectors connectors, AgentOptions options, EventLog log) {
        return new JettySetup(settings, connectors, options, log);
    }

    /** The path is what {@link ListenerPathHandler} made of it. */
    @Bean
    SimpleUrlHandlerMapping listenerPaths(
            Commands commands, AgentSettings settings, AgentOptions options, EventLog log) {
        Semaphore bodyBytes = new Semaphore(options.limits().allBodyBytesMax());
        Map<String, ControlEndpoint> endpoints = new HashMap<>();
        for (HttpListener listener : settings.listeners()) {
            endpoints.put(
                    "/" + endpoints.size(),
                    new ControlEndpoint(commands, listener, options.limits(), bodyBytes, log));
        }
        return new SimpleUrlHandlerMapping(endpoints, Ordered.HIGHEST_PRECEDENCE);
    }

    @Bean
    HealthIndicator daemonsHealthIndicator(AgentSettings settings, DaemonSocket daemons) {
        return new DaemonsHealth(
                settings.sockets(),
                (socket, command) -> daemons.ask(socket, command, HEALTH_TIMEOUT));
    }

    @Bean
    LifecycleLog lifecycleLog(
            AgentSettings settings,
            HttpConnectors connectors,
            ApplicationContext context,
            EventLog log) {
        return new LifecycleLog(settings.listeners(), connectors, context, log);
    }
}
