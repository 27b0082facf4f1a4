package io.tandem6.agent.api;

import io.tandem6.wire.Excerpt;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;

/** Which HTTP requests can carry a command: those that Kea takes. */
final class CommandRequest {
    private static final String CONTENT_TYPE = "application/json";

    private CommandRequest() {}

    /** Why a request carries no command, in a sentence for who sent it; empty if it may. */
    static Optional<String> fault(HttpServletRequest request) {
        if (!request.getMethod().equals("POST")) {
            return Optional.of("the method must be POST, not " + Excerpt.of(request.getMethod()));
        }
        String type = request.getHeader("Content-Type");
        if (!CONTENT_TYPE.equalsIgnoreCase(type)) {
            return Optional.of(
                    "the header Content-Type must be "
                            + CONTENT_TYPE
                            + (type == null
                                    ? ", and there is none"
                                    : ", not '" + Excerpt.of(type) + "'"));
        }
        if (request.getHeader("Transfer-Encoding") != null) {
            return Optional.of("the length must be in Content-Length, chunks are not taken");
        }
        if (request.getContentLengthLong() < 0) {
            return Optional.of("the header Content-Length is missing");
        }
        return Optional.empty();
    }
}
