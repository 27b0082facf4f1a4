package io.tandem6.agent.boot;

import io.tandem6.agent.settings.AgentSettings;
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
    static final String ADDRESS_VARIABLE = "TANDEM6_AGENT_MANAGEMENT_ADDRESS";
    static final String PORT_VARIABLE = "TANDEM6_AGENT_MANAGEMENT_PORT";

    private AgentServer() {}

    /**
     * Starts the agent; it serves when this returns.
     *
     * @param settings of the file
     * @param options of other origin
     */
    static ConfigurableApplicationContext start(AgentSettings settings, AgentOptions options) {
        Logging.configure(AgentSettings.ROOT_LOGGER, settings.loggers(), options.debug());
        SpringApplication application = new SpringApplication(AgentConfiguration.class);
        application.setBannerMode(Banner.Mode.OFF);
        application.setWebApplicationType(WebApplicationType.SERVLET);
        application.setLogStartupInfo(false);
        application.setRegisterShutdownHook(false);
        application.setDefaultProperties(properties());
        application.addInitializers(
                context -> {
                    if (context instanceof GenericApplicationContext generic) {
                        generic.registerBean(AgentSettings.class, () -> settings);
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
        properties.put("management.server.port", "${" + PORT_VARIABLE + ":9548}");
        properties.put("management.server.address", "${" + ADDRESS_VARIABLE + ":127.0.0.1}");
        properties.put("management.endpoints.web.exposure.include", "health,prometheus");
        properties.put("management.endpoint.health.show-details", "always");
        properties.put("management.endpoint.health.probes.enabled", true);
        return properties;
    }
}
