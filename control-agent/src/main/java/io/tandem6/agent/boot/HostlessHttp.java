package io.tandem6.agent.boot;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.util.Objects.requireNonNull;

import java.nio.ByteBuffer;
import org.eclipse.jetty.http.HttpCompliance;
import org.eclipse.jetty.http.HttpParser;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.internal.HttpConnection;
import org.jspecify.annotations.Nullable;

/**
 * HTTP that does without the header {@code Host}, as Kea's servers do. Jetty insists on it in
 * HTTP/1.1, and so every request gets one in front of its own headers.
 */
final class HostlessHttp extends HttpConnectionFactory {
    HostlessHttp(HttpConfiguration configuration) {
        super(configuration);
    }

    @Override
    public Connection newConnection(Connector connector, EndPoint endPoint) {
        return configure(
                new HostlessConnection(getHttpConfiguration(), connector, endPoint),
                connector,
                endPoint);
    }

    /** The methods are called by the constructor above. */
    private static final class HostlessConnection extends HttpConnection {
        private HttpConnection.@Nullable RequestHandler handler;

        HostlessConnection(HttpConfiguration http, Connector connector, EndPoint endPoint) {
            super(http, connector, endPoint);
        }

        @Override
        protected HttpConnection.RequestHandler newRequestHandler() {
            HttpConnection.RequestHandler made = super.newRequestHandler();
            handler = made;
            return made;
        }

        @Override
        protected HttpParser newHttpParser(HttpCompliance compliance) {
            return new Parser(requireNonNull(handler), getHttpConfiguration(), compliance);
        }
    }

    private static final class Parser extends HttpParser {
        private static final byte[] HOST = "Host: agent\r\n".getBytes(US_ASCII);

        private boolean given;

        Parser(
                HttpParser.RequestHandler handler,
                HttpConfiguration http,
                HttpCompliance compliance) {
            super(handler, http.getRequestHeaderSize(), compliance);
        }

        @Override
        protected boolean parseFields(ByteBuffer buffer) {
            if (!given && isState(State.HEADER)) {
                given = true;
                super.parseFields(ByteBuffer.wrap(HOST));
            }
            return super.parseFields(buffer);
        }

        @Override
        public void reset() {
            given = false;
            super.reset();
        }
    }
}
