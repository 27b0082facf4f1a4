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
                            key("space", TEXT).byDefault(OptionData.DHCP6_SPACE),
                            key("csv-format", FLAG).byDefault(true),
                            key("data", TEXT).tacitly(""),
                            key("always-send", FLAG).byDefault(false),
                            key("never-send", FLAG).byDefault(false),
                            key("client-classes", TEXTS))
                    .needsOneOf("code", "name");

    static final MapSpec OPTION_DEF =
            strict(
                    "option-def",
                    mandatory("name", TEXT),
                    mandatory("code", new Whole(1, 65535)),
                    mandatory("type", word(OptionType.keywords())),
                    key("record-types", TEXT).byDefault(""),
                    key("array", FLAG).byDefault(false),
                    key("encapsulate", TEXT).byDefault(""),
                    key("space", TEXT).byDefault(OptionData.DHCP6_SPACE));

    private OptionSchema() {}
}
