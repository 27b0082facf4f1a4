package io.tandem6.server.peer;

import io.tandem6.control.ControlResponse;
import io.tandem6.server.peer.PeerResult.Answer;
import io.tandem6.server.peer.PeerResult.Cause;
import io.tandem6.server.peer.PeerResult.Unreachable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads the body of an answer. Kea wraps each answer in an array, of which only the first element
 * counts, and reports trouble with HTTP itself as a bare map. The HTTP status says nothing.
 */
final class AnswerReader {
    private static final JsonMapper JSON = JsonMapper.shared();

    private AnswerReader() {}

    /** Reads {@code body}, which came with HTTP status {@code status}. */
    static PeerResult read(int status, byte[] body) {
        JsonNode json;
        try {
            json = JSON.readTree(body);
        } catch (JacksonException e) {
            return new Unreachable(
                    Cause.MALFORMED, "HTTP status " + status + ", and a body that is not JSON");
        }
        if (!json.isArray() || json.isEmpty() || !json.get(0).isObject()) {
            JsonNode text = json.path("text");
            return unusable(status, text.isString() ? text.stringValue() : "no array of answers");
        }
        JsonNode answer = json.get(0);
        JsonNode result = answer.path("result");
        if (!result.isIntegralNumber() || !result.canConvertToInt()) {
            return unusable(status, "an answer without a number for a result");
        }
        JsonNode text = answer.path("text");
        return new Answer(
                result.intValue(),
                text.isString() ? text.stringValue() : "",
                answer.get("arguments"));
    }

    private static Answer unusable(int status, String text) {
        return new Answer(ControlResponse.ERROR, "HTTP status " + status + ", " + text, null);
    }
}
