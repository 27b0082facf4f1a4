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
import io.tandem6.runtime.LeanSpringBoot;
import io.tandem6.runtime.Slf4jEventLog;
import java.time.Duration;
import java.util.Map;
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
        return new Slf4jEventLog(ControlAgentApplication.ROOT_LOGGER);
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
