package io.tandem6.config;

import io.tandem6.config.JsonValue.JsonString;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads the global settings about recognizing clients. */
final class HostSettingsReader {
    private static final String IDENTIFIERS = "host-reservation-identifiers";

    private final Section global;
    private final Problems problems;

    HostSettingsReader(Section global, Problems problems) {
        this.global = global;
        this.problems = problems;
    }

    HostSettings read(List<HostReservation> reservations, Optional<FlexId> flexId) {
        return new HostSettings(
                reservations,
                identifiers(),
                global.flag("early-global-reservations-lookup", false),
                flexId);
    }

    private List<HostIdentifier.Type> identifiers() {
        if (!global.has(IDENTIFIERS)) {
            return HostSettings.NONE.identifiers();
        }
        List<HostIdentifier.Type> types = new ArrayList<>();
        for (JsonString text : global.texts(IDENTIFIERS)) {
            Optional<HostIdentifier.Type> type = HostIdentifier.Type.of(text.value());
            if (type.isEmpty()) {
                problems.error(
                        text.location(),
                        "'"
                                + JsonToken.excerpt(text.value())
                                + "' is no identifier of a client, expected one of "
                                + String.join(", ", HostIdentifier.Type.keywords())
                                + Spelling.nearest(text.value(), HostIdentifier.Type.keywords())
                                        .map(near -> "; did you mean '" + near + "'?")
                                        .orElse(""));
            } else if (types.contains(type.get())) {
                problems.error(text.location(), "'" + text.value() + "' stands twice");
            } else {
                types.add(type.get());
            }
        }
        if (global.texts(IDENTIFIERS).isEmpty()) {
            problems.error(
                    global.at(IDENTIFIERS),
                    "'"
                            + IDENTIFIERS
                            + "' needs one of "
                            + String.join(", ", HostIdentifier.Type.keywords()));
        }
        return types;
    }
}
