package io.tandem6.agent.boot;

import io.tandem6.agent.api.HttpRefusal;
import io.tandem6.config.AgentConfig;
import java.nio.ByteBuffer;
import java.util.List;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Answers what Jetty itself refuses in the form of Kea's refusals. */
record MapErrorHandler(List<AgentConfig.HttpHeader> always) implements Request.Handler {
    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        int status = response.getStatus();
        HttpFields.Mutable headers = response.getHeaders();
        byte[] body = HttpRefusal.body(status, HttpStatus.getMessage(status));
        headers.put(HttpHeader.CONTENT_LENGTH, body.length);
        headers.put(HttpHeader.CONTENT_TYPE, "application/json");
        always.forEach(header -> headers.add(header.name(), header.value()));
        response.write(true, ByteBuffer.wrap(body), callback);
        return true;
    }
}
