package io.tandem6.agent.boot;

import io.tandem6.agent.api.HttpRefusal;
import io.tandem6.agent.command.AgentMessage;
import io.tandem6.config.HttpListener;
import io.tandem6.log.EventLog;
import java.nio.ByteBuffer;
import java.util.List;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Answers what Jetty itself refuses in the form of Kea's refusals. */
record MapErrorHandler(List<HttpListener> listeners, EventLog log) implements Request.Handler {
    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        int status = response.getStatus();
        HttpFields.Mutable headers = response.getHeaders();
        byte[] body = HttpRefusal.body(status, HttpStatus.getMessage(status));
        headers.put(HttpHeader.CONTENT_LENGTH, body.length);
        headers.put(HttpHeader.CONTENT_TYPE, "application/json");
        String connector = request.getConnectionMetaData().getConnector().getName();
        listeners
                .get(Integer.parseInt(connector))
                .headers()
                .forEach(header -> headers.add(header.name(), header.value()));
        log.log(
                AgentMessage.HTTP_BAD_CLIENT_REQUEST_RECEIVED,
                Request.getRemoteAddr(request),
                "HTTP status " + status);
        response.write(true, ByteBuffer.wrap(body), callback);
        return true;
    }
}
