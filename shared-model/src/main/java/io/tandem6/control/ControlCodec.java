package io.tandem6.control;

import io.tandem6.config.JsonFault;
import io.tandem6.wire.Excerpt;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Control commands and their answers as JSON text. The refusals of a command's envelope have Kea's
 * texts, because clients match on them.
 */
public final class ControlCodec {
    /** What a text turned out to be. */
    public sealed interface Decoded {
        /**
         * A command.
         *
         * @param request it
         * @param envelope the whole object, for who passes it on
         */
        record Accepted(ControlRequest request, ObjectNode envelope) implements Decoded {}

        /**
         * JSON, but not a command.
         *
         * @param answer what the client is to be told
         */
        record Refused(ControlResponse answer) implements Decoded {}

        /**
         * Not JSON.
         *
         * @param reason what is wrong and where
         */
        record Malformed(String reason) implements Decoded {}
    }

    /** What precedes the text when a command fails outside its own checks. */
    public static final String FAILURE_PREFIX = "Error during command processing: ";

    private static final Set<String> ENVELOPE_KEYS =
            Set.of("command", "arguments", "service", "remote-address");

    /** Deeper than any command and deep enough for any annotation of a lease. */
    private static final int NESTING_MAX = 100;

    private static final JsonMapper JSON =
            JsonMapper.builder(
                            JsonFactory.builder()
                                    .streamReadConstraints(
                                            StreamReadConstraints.builder()
                                                    .maxNestingDepth(NESTING_MAX)
                                                    .build())
                                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                                    .build())
                    .enable(JsonNodeFeature.WRITE_PROPERTIES_SORTED)
                    .build();

    private ControlCodec() {}

    /** Reads a command; the text must hold one JSON value and nothing else. */
    public static Decoded decode(byte[] text) {
        JsonNode node;
        try {
            node = JSON.readTree(text);
        } catch (JacksonException e) {
            return new Decoded.Malformed("error: " + fault(text, e));
        }
        return node.isMissingNode() ? new Decoded.Malformed("error: nothing read") : check(node);
    }

    /** The library's own messages give advice to programmers and quote without limit. */
    private static String fault(byte[] json, JacksonException e) {
        String text = new String(json, StandardCharsets.UTF_8);
        return JsonFault.in("<wire>", text)
                .map(fault -> fault.message() + " in " + fault.location())
                .orElseGet(() -> (isUtf8(json) ? "no JSON" : "no UTF-8") + place(e));
    }

    private static boolean isUtf8(byte[] text) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(text));
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }

    private static String place(JacksonException e) {
        TokenStreamLocation location = e.getLocation();
        return location == null
                ? ""
                : " in <wire>:" + location.getLineNr() + ":" + location.getColumnNr();
    }

    private static Decoded check(JsonNode node) {
        if (!(node instanceof ObjectNode envelope)) {
            return refused("Invalid command Element specified, expected map");
        }
        JsonNode command = envelope.get("command");
        if (command == null) {
            return refused("Invalid answer specified, does not contain mandatory 'command'");
        }
        for (String key : envelope.propertyNames()) {
            if (!ENVELOPE_KEYS.contains(key)) {
                return refused(
                        "Received command contains unsupported parameter '"
                                + Excerpt.of(key)
                                + "'");
            }
        }
        if (!command.isString()) {
            return refused("'command' element in command message is not a string");
        }
        return new Decoded.Accepted(
                new ControlRequest(command.stringValue(), envelope.get("arguments")), envelope);
    }

    private static Decoded refused(String text) {
        return new Decoded.Refused(ControlResponse.error(FAILURE_PREFIX + text));
    }

    /** Writes an answer, keys sorted, in UTF-8. */
    public static byte[] encode(ControlResponse answer) {
        return JSON.writeValueAsBytes(toJson(answer));
    }

    /** Writes any JSON value, keys sorted, in UTF-8. */
    public static byte[] encode(JsonNode node) {
        return JSON.writeValueAsBytes(node);
    }

    /** An answer as an object; {@code text} and {@code arguments} only if they are there. */
    public static ObjectNode toJson(ControlResponse answer) {
        ObjectNode object = JSON.createObjectNode().put("result", answer.result());
        @Nullable String text = answer.text();
        if (text != null) {
            object.put("text", text);
        }
        @Nullable JsonNode arguments = answer.arguments();
        if (arguments != null) {
            object.set("arguments", arguments);
        }
        return object;
    }
}
