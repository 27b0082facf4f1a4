package io.tandem6.config;

import static io.tandem6.config.CommonSchema.strict;
import static io.tandem6.config.KeySpec.key;
import static io.tandem6.config.KeySpec.mandatory;
import static io.tandem6.config.ValueKind.FLAG;
import static io.tandem6.config.ValueKind.TEXT;
import static io.tandem6.config.ValueKind.list;

import java.util.List;

/** The keywords of {@code client-classes}. */
final class ClassSchema {
    static final MapSpec CLIENT_CLASS =
            strict(
                    "client-classes",
                    SubnetSchema.LIFETIMES,
                    List.of(),
                    mandatory("name", TEXT),
                    key("test", TEXT),
                    key("template-test", TEXT),
                    key("only-if-required", FLAG).nowCalled("only-in-additional-list"),
                    key("only-in-additional-list", FLAG).tacitly(false),
                    key("option-data", list(OptionSchema.OPTION_DATA)).byDefault(List.of()),
                    key("option-def", list(OptionSchema.OPTION_DEF)));

    private ClassSchema() {}
}
