package io.tandem6.agent.boot;

import io.tandem6.config.AgentConfig;
import java.net.InetAddress;
import org.eclipse.jetty.http.HttpCompliance;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.springframework.boot.jetty.servlet.JettyServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.core.Ordered;

/**
 * Makes Jetty serve what Kea's clients send. The file alone decides about address and port, so this
 * comes after Spring Boot's own customizers, which read the environment.
 */
record JettySetup(AgentConfig config, AgentOptions options)
        implements WebServerFactoryCustomizer<JettyServletWebServerFactory>, Ordered {
    /**
     * Kea's client sends the bare address as {@code Host}, for IPv6 without brackets, and what it
     * sends means nothing. Lines must end in CR LF, as with Kea.
     */
    private static final HttpCompliance COMPLIANCE =
            HttpCompliance.RFC9110
                    .with(
                            "KEA",
                            HttpCompliance.Violation.UNSAFE_HOST_HEADER,
                            HttpCompliance.Violation.MISMATCHED_AUTHORITY)
                    .without("KEA", HttpCompliance.Violation.LF_HEADER_TERMINATION);

    @Override
    public int getOrder() {
        return Ordered.LOWEST_PRECEDENCE;
    }

    @Override
    public void customize(JettyServletWebServerFactory factory) {
        factory.setAddress(InetAddress.ofLiteral(config.httpHost()));
        factory.setPort(config.httpPort());
        config.tls().ifPresent(tls -> factory.setSsl(PemFiles.ssl(tls, config.certRequired())));
        factory.addServerCustomizers(this::customize);
    }

    private void customize(Server server) {
        server.setErrorHandler(new MapErrorHandler(config.httpHeaders()));
        server.setHandler(new AnyPathHandler(server.getHandler()));
        for (Connector connector : server.getConnectors()) {
            if (connector instanceof ServerConnector network) {
                network.setIdleTimeout(options.keepAlive().toMillis());
            }
            connector.getConnectionFactories().stream()
                    .filter(HttpConnectionFactory.class::isInstance)
                    .map(factory -> ((HttpConnectionFactory) factory).getHttpConfiguration())
                    .forEach(this::customize);
        }
    }

    private void customize(HttpConfiguration http) {
        http.setHttpCompliance(COMPLIANCE);
        http.setUriCompliance(UriCompliance.UNSAFE);
        http.setIdleTimeout(options.requestTimeout().toMillis());
        http.setSendDateHeader(true);
        http.setSendServerVersion(false);
        SecureRequestCustomizer secure = http.getCustomizer(SecureRequestCustomizer.class);
        if (secure != null) {
            // The clients name the agent by its address.
            secure.setSniHostCheck(false);
        }
    }
}
