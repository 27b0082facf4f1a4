package io.tandem6.config;

import io.tandem6.config.JsonValue.JsonString;
import java.util.Optional;

/**
 * Reads {@code ha-server-name} in the {@code user-context} of networks and subnets, by which they
 * say to which of several HA relationships they belong. Kea finds out that the value is unusable
 * when the first client comes, and drops its message.
 */
final class HaServerName {
    private static final String CONTEXT = "user-context";
    private static final String KEY = "ha-server-name";

    private HaServerName() {}

    /** Empty, with an error in the problems if it is there and cannot be a name. */
    static Optional<JsonString> read(Section section, Problems problems) {
        Optional<Section> context = section.section(CONTEXT).filter(c -> c.has(KEY));
        Optional<JsonString> name = find(section).filter(n -> !n.value().isBlank());
        if (context.isPresent() && name.isEmpty()) {
            problems.error(
                    context.get().at(KEY),
                    "'ha-server-name' must be a string, the name of one of the servers that serve"
                            + " this link");
        }
        return name;
    }

    /** The name as written, if it is a string. */
    static Optional<JsonString> find(Section section) {
        return section.section(CONTEXT)
                .flatMap(context -> context.value(KEY))
                .flatMap(
                        value ->
                                value instanceof JsonString text
                                        ? Optional.of(text)
                                        : Optional.empty());
    }
}
