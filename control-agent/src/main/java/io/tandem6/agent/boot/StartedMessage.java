package io.tandem6.agent.boot;

import io.tandem6.agent.command.AgentMessage;
import io.tandem6.agent.command.AgentVersion;
import io.tandem6.agent.settings.AgentSettings;
import io.tandem6.log.EventLog;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationListener;

/** Logs that the agent serves, with the port it really has. */
record StartedMessage(AgentSettings settings, EventLog log)
        implements ApplicationListener<ApplicationReadyEvent> {
    @Override
    public void onApplicationEvent(ApplicationReadyEvent event) {
        String port =
                event.getApplicationContext()
                        .getEnvironment()
                        .getProperty("local.server.port", String.valueOf(settings.httpPort()));
        log.log(
                AgentMessage.CTRL_AGENT_STARTED,
                settings.httpHost(),
                port,
                AgentVersion.current().number());
    }
}
