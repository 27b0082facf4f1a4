package io.tandem6.agent.boot;

import io.tandem6.config.HttpListener;
import io.tandem6.config.Problem;
import io.tandem6.config.TlsFiles;
import io.tandem6.runtime.TlsContext;
import java.io.IOException;
import java.net.UnknownHostException;
import java.nio.channels.UnresolvedAddressException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import org.eclipse.jetty.http.HttpCompliance;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.ssl.SslContextFactory;

/**
 * The addresses as Jetty has them. Each connector is named by its place in the list of listeners,
 * by which what comes in at it is told from the rest.
 */
final class HttpConnectors {
    /**
     * Kea's client sends the bare address as {@code Host}, for IPv6 without brackets, and what it
     * sends means nothing. Lines must end in CR LF, as with Kea.
     */
    private static final HttpCompliance COMPLIANCE =
            HttpCompliance.RFC9110
                    .with(
                            "KEA",
                            HttpCompliance.Violation.UNSAFE_HOST_HEADER,
                            HttpCompliance.Violation.MISMATCHED_AUTHORITY,
                            HttpCompliance.Violation.DUPLICATE_HOST_HEADERS)
                    .without("KEA", HttpCompliance.Violation.LF_HEADER_TERMINATION);

    private final List<HttpListener> listeners;
    private final AgentOptions options;
    private final List<ServerConnector> opened = new ArrayList<>();

    HttpConnectors(List<HttpListener> listeners, AgentOptions options) {
        this.listeners = listeners;
        this.options = options;
    }

    /** The port that the listener at a place really has. */
    int port(int index) {
        return opened.get(index).getLocalPort();
    }

    /**
     * Listens on every address; nothing is served before the server starts.
     *
     * @throws ListenException if an address cannot be listened on; none is then
     */
    void open(Server server, Instant now) {
        List<String> problems = new ArrayList<>();
        for (HttpListener listener : listeners) {
            open(server, listener, now).ifPresent(problems::add);
        }
        if (!problems.isEmpty()) {
            opened.forEach(ServerConnector::close);
            throw new ListenException(problems);
        }
        server.setConnectors(opened.toArray(new ServerConnector[0]));
    }

    /** Why it failed, if it did. */
    private Optional<String> open(Server server, HttpListener listener, Instant now) {
        Optional<SSLContext> context = Optional.empty();
        if (listener.tls().isPresent()) {
            TlsFiles files = listener.tls().get();
            switch (TlsContext.load(files, now)) {
                case TlsContext.Loaded.Usable(SSLContext usable) -> context = Optional.of(usable);
                case TlsContext.Loaded.Unusable(Problem problem) -> {
                    return Optional.of(problem.toString());
                }
            }
        }
        ServerConnector connector =
                new ServerConnector(server, null, null, null, 1, 1, factories(context, listener));
        connector.setName(String.valueOf(opened.size()));
        connector.setHost(listener.host());
        connector.setPort(listener.port());
        connector.setIdleTimeout(options.keepAlive().toMillis());
        try {
            connector.open();
        } catch (IOException e) {
            return Optional.of(
                    "cannot listen on %s (%s): %s"
                            .formatted(listener.authority(), listener.origin(), reason(e)));
        }
        opened.add(connector);
        return Optional.empty();
    }

    /** Jetty puts its own words around those of the system. */
    private static String reason(IOException e) {
        Throwable root = e;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root instanceof UnresolvedAddressException || root instanceof UnknownHostException
                ? "the name has no address"
                : String.valueOf(root.getMessage());
    }

    private ConnectionFactory[] factories(Optional<SSLContext> context, HttpListener listener) {
        HttpConfiguration http = new HttpConfiguration();
        http.setHttpCompliance(COMPLIANCE);
        http.setUriCompliance(UriCompliance.UNSAFE);
        http.setIdleTimeout(options.requestTimeout().toMillis());
        http.setSendDateHeader(true);
        http.setSendServerVersion(false);
        HostlessHttp clear = new HostlessHttp(http);
        if (context.isEmpty()) {
            return new ConnectionFactory[] {clear};
        }
        // The clients name the agent by its address, which no certificate has to name.
        http.addCustomizer(new SecureRequestCustomizer(false));
        SslContextFactory.Server tls = new SslContextFactory.Server();
        tls.setSslContext(context.get());
        tls.setIncludeProtocols("TLSv1.2", "TLSv1.3");
        tls.setNeedClientAuth(listener.certRequired());
        return new ConnectionFactory[] {new SslConnectionFactory(tls, clear.getProtocol()), clear};
    }
}
