package io.tandem6.control;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A command, past the checks of its envelope.
 *
 * @param command its name
 * @param arguments whatever stood under {@code arguments}, null if nothing did
 */
public record ControlRequest(String command, @Nullable JsonNode arguments) {}
