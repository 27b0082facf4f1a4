package io.tandem6.agent.boot;

import io.tandem6.agent.api.HttpRefusal;
import io.tandem6.agent.command.AgentMessage;
import io.tandem6.config.HttpListener;
import io.tandem6.log.EventLog;
import io.tandem6.wire.Excerpt;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/** Answers what Jetty itself refuses in the form of Kea's refusals. */
record MapErrorHandler(List<HttpListener> listeners, EventLog log) implements Request.Handler {
    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        int status = response.getStatus();
        HttpFields.Mutable headers = response.getHeaders();
        String reason = HttpStatus.getMessage(status);
        Optional<String> detail = detail(request, status, reason);
        byte[] body = HttpRefusal.body(status, reason, detail);
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
                "HTTP status " + status + detail.map(what -> ", " + what).orElse(""));
        response.write(true, ByteBuffer.wrap(body), callback);
        return true;
    }

    /** Jetty's own words; where they only repeat the reason, those of the fault below. */
    private static Optional<String> detail(Request request, int status, String reason) {
        Stream<@Nullable Object> told =
                Stream.ofNullable(request.getAttribute(ErrorHandler.ERROR_MESSAGE));
        Stream<@Nullable Object> faults =
                Stream.iterate(
                                (Throwable) request.getAttribute(ErrorHandler.ERROR_EXCEPTION),
                                Objects::nonNull,
                                Throwable::getCause)
                        .map(Throwable::getMessage);
        return Stream.concat(told, faults)
                .filter(Objects::nonNull)
                .map(text -> Excerpt.of(text.toString()))
                .filter(text -> !text.equals(reason) && !text.startsWith(status + ": "))
                .findFirst();
    }
}
