package io.tandem6.agent.boot;

import io.tandem6.config.AgentConfig;
import io.tandem6.runtime.Logging;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;

/** Starts the agent's Spring context. */
final class AgentServer {
    private AgentServer() {}

    /**
     * Starts the agent; it serves when this returns.
     *
     * @param config of the file
     * @param options of other origin
     */
    static ConfigurableApplicationContext start(AgentConfig config, AgentOptions options) {
        Logging.configure(ControlAgentApplication.ROOT_LOGGER, config.loggers(), options.debug());
        SpringApplication application = new SpringApplication(AgentConfiguration.class);
        application.setBannerMode(Banner.Mode.OFF);
        application.setWebApplicationType(WebApplicationType.SERVLET);
        application.setLogStartupInfo(false);
        application.setRegisterShutdownHook(false);
        application.setDefaultProperties(properties());
        application.addInitializers(
                context -> {
                    if (context instanceof GenericApplicationContext generic) {
                        generic.registerBean(AgentConfig.class, () -> config);
                        generic.registerBean(AgentOptions.class, () -> options);
                    }
                });
        return application.run();
    }

    private static Map<String, Object> properties() {
        Map<String, Object> properties = new TreeMap<>();
        properties.put("spring.threads.virtual.enabled", true);
        properties.put("spring.main.keep-alive", true);
        properties.put("spring.jmx.enabled", false);
        properties.put("spring.mvc.dispatch-trace-request", true);
        properties.put("spring.lifecycle.timeout-per-shutdown-phase", "5s");
        properties.put("server.shutdown", "graceful");
        properties.put("server.jetty.max-connections", 1000);
        properties.put("management.server.port", "${TANDEM6_AGENT_MANAGEMENT_PORT:9548}");
        properties.put(
                "management.server.address", "${TANDEM6_AGENT_MANAGEMENT_ADDRESS:127.0.0.1}");
        properties.put("management.endpoints.web.exposure.include", "health,prometheus");
        properties.put("management.endpoint.health.show-details", "always");
        properties.put("management.endpoint.health.probes.enabled", true);
        return properties;
    }
}
