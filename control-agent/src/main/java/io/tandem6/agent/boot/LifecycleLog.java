package io.tandem6.agent.boot;

import io.tandem6.agent.command.AgentMessage;
import io.tandem6.agent.command.AgentVersion;
import io.tandem6.config.AgentConfig;
import io.tandem6.log.EventLog;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.context.event.ContextClosedEvent;

/** Logs that the agent serves, with the port it really has, and that it stops. */
record LifecycleLog(AgentConfig config, ApplicationContext context, EventLog log)
        implements ApplicationListener<ApplicationEvent> {
    @Override
    public void onApplicationEvent(ApplicationEvent event) {
        if (event instanceof ApplicationReadyEvent) {
            log.log(
                    AgentMessage.CTRL_AGENT_STARTED,
                    config.httpHost(),
                    context.getEnvironment()
                            .getProperty("local.server.port", String.valueOf(config.httpPort())),
                    AgentVersion.current().number());
        } else if (event instanceof ContextClosedEvent closed
                && closed.getApplicationContext().equals(context)) {
            log.log(AgentMessage.CTRL_AGENT_STOPPED);
        }
    }
}
