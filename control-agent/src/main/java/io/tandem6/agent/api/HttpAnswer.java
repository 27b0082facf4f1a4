package io.tandem6.agent.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tandem6.config.AgentConfig.HttpHeader;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * An answer as it goes onto the wire.
 *
 * @param status HTTP status
 * @param parts of the body, in order
 * @param headers beyond those that every answer has
 * @param close is the connection of no more use, because its next request could not be found
 */
record HttpAnswer(int status, List<byte[]> parts, List<HttpHeader> headers, boolean close) {
    /** The answers to a command: always a list, even of one. */
    static HttpAnswer answers(List<byte[]> answers) {
        List<byte[]> parts = new ArrayList<>();
        String before = "[ ";
        for (byte[] answer : answers) {
            parts.add(before.getBytes(UTF_8));
            parts.add(answer);
            before = ", ";
        }
        parts.add(" ]".getBytes(UTF_8));
        return new HttpAnswer(HttpServletResponse.SC_OK, parts, List.of(), false);
    }

    /** A refusal, which is a map. */
    static HttpAnswer refusal(HttpRefusal refusal) {
        return refusal(refusal, Optional.empty());
    }

    /** A refusal that says what was wrong. */
    static HttpAnswer refusal(HttpRefusal refusal, String detail) {
        return refusal(refusal, Optional.of(detail));
    }

    private static HttpAnswer refusal(HttpRefusal refusal, Optional<String> detail) {
        return new HttpAnswer(
                refusal.status(), List.of(refusal.body(detail)), List.of(), refusal.closes());
    }

    HttpAnswer with(HttpHeader header) {
        return new HttpAnswer(status, parts, List.of(header), close);
    }

    /** Writes it. Kea's client needs the length and cannot read chunks. */
    void writeTo(HttpServletResponse response, List<HttpHeader> always) throws IOException {
        response.setStatus(status);
        response.setContentLengthLong(parts.stream().mapToLong(part -> part.length).sum());
        response.setContentType("application/json");
        headers.forEach(header -> response.setHeader(header.name(), header.value()));
        always.forEach(header -> response.addHeader(header.name(), header.value()));
        if (close) {
            response.setHeader("Connection", "close");
        }
        OutputStream out = response.getOutputStream();
        for (byte[] part : parts) {
            out.write(part);
        }
    }
}
