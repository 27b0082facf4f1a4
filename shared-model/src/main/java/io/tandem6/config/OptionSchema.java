package io.tandem6.config;

import static io.tandem6.config.CommonSchema.strict;
import static io.tandem6.config.KeySpec.key;
import static io.tandem6.config.KeySpec.mandatory;
import static io.tandem6.config.ValueKind.FLAG;
import static io.tandem6.config.ValueKind.TEXT;
import static io.tandem6.config.ValueKind.TEXTS;
import static io.tandem6.config.ValueKind.word;

import io.tandem6.config.ValueKind.Whole;

/** The keywords of {@code option-data} and {@code option-def}. */
final class OptionSchema {
    static final MapSpec OPTION_DATA =
            strict(
                            "option-data",
                            key("name", TEXT),
                            key("code", new Whole(1, 65535)),
                            key("space", TEXT),
                            key("csv-format", FLAG),
                            key("data", TEXT),
                            key("always-send", FLAG),
                            key("never-send", FLAG),
                            key("client-classes", TEXTS))
                    .needsOneOf("code", "name");

    static final MapSpec OPTION_DEF =
            strict(
                    "option-def",
                    mandatory("name", TEXT),
                    mandatory("code", new Whole(1, 65535)),
                    mandatory("type", word(OptionType.keywords())),
                    key("record-types", TEXT),
                    key("array", FLAG),
                    key("encapsulate", TEXT),
                    key("space", TEXT));

    private OptionSchema() {}
}
