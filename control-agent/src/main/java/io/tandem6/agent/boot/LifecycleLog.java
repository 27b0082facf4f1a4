package io.tandem6.agent.boot;

import io.tandem6.agent.command.AgentMessage;
import io.tandem6.agent.command.AgentVersion;
import io.tandem6.config.HttpListener;
import io.tandem6.log.EventLog;
import java.util.List;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.context.event.ContextClosedEvent;

/** Logs that the agent serves, with the ports it really has, and that it stops. */
record LifecycleLog(
        List<HttpListener> listeners,
        HttpConnectors connectors,
        ApplicationContext context,
        EventLog log)
        implements ApplicationListener<ApplicationEvent> {
    @Override
    public void onApplicationEvent(ApplicationEvent event) {
        if (event instanceof ApplicationReadyEvent) {
            for (int i = 0; i < listeners.size(); i++) {
                log.log(
                        AgentMessage.CTRL_AGENT_STARTED,
                        listeners.get(i).host(),
                        connectors.port(i),
                        listeners.get(i).origin(),
                        AgentVersion.current().number());
            }
        } else if (event instanceof ContextClosedEvent closed
                && closed.getApplicationContext().equals(context)) {
            log.log(AgentMessage.CTRL_AGENT_STOPPED);
        }
    }
}
