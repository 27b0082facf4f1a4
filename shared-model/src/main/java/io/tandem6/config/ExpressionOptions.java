package io.tandem6.config;

import io.tandem6.classify.OptionDictionary;
import io.tandem6.classify.TextForm;
import io.tandem6.option.OptionCode;
import java.util.Collection;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * The option definitions of a configuration as expressions need them.
 *
 * @param definitions all of them
 */
record ExpressionOptions(OptionDefinitions definitions) implements OptionDictionary {
    /** Options that hold options of DHCPv6 itself, which no definition says. */
    private static final Set<Integer> CONTAINERS =
            Set.of(
                    OptionCode.IA_NA,
                    OptionCode.IA_ADDRESS,
                    OptionCode.IA_PD,
                    OptionCode.IA_PREFIX,
                    OptionCode.RSOO);

    @Override
    public OptionalInt code(String space, String name) {
        return definitions
                .byName(space, name)
                .map(d -> OptionalInt.of(d.code()))
                .orElse(OptionalInt.empty());
    }

    @Override
    public Collection<String> names(String space) {
        return definitions.names(space);
    }

    @Override
    public Optional<String> encapsulated(String space, int code) {
        return space.equals(DHCP6) && CONTAINERS.contains(code)
                ? Optional.of(DHCP6)
                : definitions.byCode(space, code).flatMap(OptionDefinition::encapsulates);
    }

    @Override
    public TextForm textForm(String space, int code) {
        return definitions
                .byCode(space, code)
                .map(d -> textForm(d.type(), d.array()))
                .orElse(TextForm.OCTETS);
    }

    private static TextForm textForm(OptionType type, boolean array) {
        return switch (type) {
            case STRING -> array ? TextForm.OCTETS : TextForm.STRING;
            case UINT8 -> array ? TextForm.UINT8_LIST : TextForm.UINT8;
            case UINT16 -> array ? TextForm.UINT16_LIST : TextForm.UINT16;
            case UINT32 -> array ? TextForm.UINT32_LIST : TextForm.UINT32;
            case IPV6_ADDRESS -> array ? TextForm.ADDRESS_LIST : TextForm.OCTETS;
            case EMPTY,
                    BINARY,
                    BOOLEAN,
                    INT8,
                    INT16,
                    INT32,
                    IPV4_ADDRESS,
                    IPV6_PREFIX,
                    PSID,
                    FQDN,
                    TUPLE,
                    RECORD,
                    INTERNAL ->
                    TextForm.OCTETS;
        };
    }
}
