package io.tandem6.config;

import java.util.Arrays;
import java.util.Optional;

/** The data types of option fields, under Kea's keywords. */
enum OptionType {
    EMPTY("empty"),
    BINARY("binary"),
    BOOLEAN("boolean"),
    INT8("int8"),
    INT16("int16"),
    INT32("int32"),
    UINT8("uint8"),
    UINT16("uint16"),
    UINT32("uint32"),
    IPV4_ADDRESS("ipv4-address"),
    IPV6_ADDRESS("ipv6-address"),
    IPV6_PREFIX("ipv6-prefix"),
    PSID("psid"),
    STRING("string"),
    FQDN("fqdn"),
    TUPLE("tuple"),
    RECORD("record"),
    /** A format of the option's own; only {@code v6-dnr} has one. */
    INTERNAL("internal");

    private final String keyword;

    OptionType(String keyword) {
        this.keyword = keyword;
    }

    /** Kea's word. */
    String keyword() {
        return keyword;
    }

    static Optional<OptionType> of(String keyword) {
        return Arrays.stream(values())
                .filter(type -> type.keyword.equalsIgnoreCase(keyword))
                .findFirst();
    }

    static String[] keywords() {
        return Arrays.stream(values()).map(OptionType::keyword).toArray(String[]::new);
    }
}
