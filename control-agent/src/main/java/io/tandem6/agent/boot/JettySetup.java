package io.tandem6.agent.boot;

import io.tandem6.agent.settings.AgentSettings;
import io.tandem6.log.EventLog;
import java.net.InetAddress;
import java.time.Clock;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.Server;
import org.springframework.boot.jetty.servlet.JettyServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.core.Ordered;

/**
 * Makes Jetty serve what Kea's clients send. The file alone decides about addresses, so this comes
 * after Spring Boot's own customizers, which read the environment, and takes the place of the one
 * connector that Spring Boot knows.
 */
record JettySetup(
        AgentSettings settings, HttpConnectors connectors, AgentOptions options, EventLog log)
        implements WebServerFactoryCustomizer<JettyServletWebServerFactory>, Ordered {
    @Override
    public int getOrder() {
        return Ordered.LOWEST_PRECEDENCE;
    }

    @Override
    public void customize(JettyServletWebServerFactory factory) {
        factory.setAddress(InetAddress.getLoopbackAddress());
        factory.setPort(0);
        factory.addServerCustomizers(this::customize);
    }

    private void customize(Server server) {
        connectors.open(server, Clock.systemUTC().instant());
        ConnectionRoom room =
                new ConnectionRoom(
                        options.connectionsMax(),
                        options.requestTimeout(),
                        server.getScheduler(),
                        log);
        for (Connector connector : server.getConnectors()) {
            connector.addEventListener(room);
        }
        server.setErrorHandler(new MapErrorHandler(settings.listeners(), log));
        server.setHandler(new ListenerPathHandler(server.getHandler(), room));
    }
}
