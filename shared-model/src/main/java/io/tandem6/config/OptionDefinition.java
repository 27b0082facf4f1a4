package io.tandem6.config;

import java.util.List;
import java.util.Optional;

/**
 * What is known of an option's contents.
 *
 * @param space the option space it belongs to
 * @param code 1..65535
 * @param name unique in its space
 * @param type type of its only field, or {@link OptionType#RECORD}
 * @param fields types of a record's fields
 * @param array does its field, or a record's last field, repeat
 * @param encapsulates space of its sub-options
 */
record OptionDefinition(
        String space,
        int code,
        String name,
        OptionType type,
        List<OptionType> fields,
        boolean array,
        Optional<String> encapsulates) {
    OptionDefinition {
        fields = List.copyOf(fields);
    }

    @Override
    public String toString() {
        return space + "." + name;
    }
}
