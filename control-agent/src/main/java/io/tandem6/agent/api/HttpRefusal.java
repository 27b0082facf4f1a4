package io.tandem6.agent.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Optional;
import tools.jackson.databind.json.JsonMapper;

/** Requests that are not executed, by their answer. */
public enum HttpRefusal {
    /** Not an HTTP request that can carry a command. */
    BAD_MESSAGE(400, "Bad Request", true),
    /** A good HTTP request whose body is not JSON. */
    BAD_JSON(400, "Bad Request", false),
    /** Wrong or no credentials. */
    UNAUTHORIZED(401, "Unauthorized", false),
    /** Wrong or no credentials, with a body too long to be worth reading. */
    UNAUTHORIZED_LONG(401, "Unauthorized", true),
    /** Not a command for this address. */
    FORBIDDEN(403, "Forbidden", false),
    /** The body did not come in time. */
    TIMEOUT(408, "Request Timeout", true),
    /** The body is longer than the agent takes. */
    TOO_LARGE(413, "Payload Too Large", true),
    /** A fault of the agent. */
    FAULT(500, "Internal Server Error", false),
    /** Too many long requests at a time. */
    OVERLOADED(503, "Service Unavailable", true);

    private static final JsonMapper JSON = new JsonMapper();

    private final int status;
    private final String reason;
    private final boolean closes;

    HttpRefusal(int status, String reason, boolean closes) {
        this.status = status;
        this.reason = reason;
        this.closes = closes;
    }

    int status() {
        return status;
    }

    boolean closes() {
        return closes;
    }

    byte[] body(Optional<String> detail) {
        return body(status, reason, detail);
    }

    /**
     * The body of any refusal: not in a list, unlike the answers to commands. Kea's consists of the
     * reason alone.
     *
     * @param detail what was wrong with the request
     */
    public static byte[] body(int status, String reason, Optional<String> detail) {
        String text = reason + detail.map(what -> ": " + what).orElse("");
        return "{ \"result\": %d, \"text\": %s }"
                .formatted(status, JSON.writeValueAsString(text))
                .getBytes(UTF_8);
    }
}
