package io.tandem6.config;

import static io.tandem6.config.CommonSchema.strict;
import static io.tandem6.config.KeySpec.key;
import static io.tandem6.config.ValueKind.FLAG;
import static io.tandem6.config.ValueKind.TEXT;
import static io.tandem6.config.ValueKind.TEXTS;
import static io.tandem6.config.ValueKind.list;
import static io.tandem6.config.ValueKind.word;

import java.util.List;

/** The keywords of {@code reservations} and of how reservations are looked up. */
final class ReservationSchema {
    private static final MapSpec RESERVATION =
            strict(
                            "reservations",
                            key("duid", TEXT),
                            key("hw-address", TEXT),
                            key("flex-id", TEXT),
                            key("ip-addresses", TEXTS).byDefault(List.of()),
                            key("prefixes", TEXTS).byDefault(List.of()),
                            key("excluded-prefixes", TEXTS),
                            key("hostname", TEXT).byDefault(""),
                            key("client-classes", TEXTS).byDefault(List.of()),
                            key("option-data", list(OptionSchema.OPTION_DATA)).byDefault(List.of()))
                    .needsOneOf("duid", "hw-address", "flex-id");

    /** The reservations, and which of them count. */
    static final List<KeySpec> RESERVATIONS =
            List.of(
                    key("reservations", list(RESERVATION)),
                    key("reservation-mode", word("all", "out-of-pool", "global", "disabled"))
                            .nowCalled("reservations-global"),
                    key("reservations-global", FLAG).byDefault(false),
                    key("reservations-in-subnet", FLAG).byDefault(true),
                    key("reservations-out-of-pool", FLAG).byDefault(false));

    /** What only the globals say of the look-up. */
    static final List<KeySpec> GLOBAL_LOOKUP =
            List.of(
                    key("early-global-reservations-lookup", FLAG).byDefault(false),
                    key("reservations-lookup-first", FLAG).byDefault(false),
                    key("ip-reservations-unique", FLAG).byDefault(true),
                    key("host-reservation-identifiers", TEXTS)
                            .byDefault(List.of("hw-address", "duid")));

    private ReservationSchema() {}
}
