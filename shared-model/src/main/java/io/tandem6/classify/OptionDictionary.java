package io.tandem6.classify;

import java.util.Collection;
import java.util.Optional;
import java.util.OptionalInt;

/** What an expression needs to know of option definitions. */
public interface OptionDictionary {
    /** The space of the options of DHCPv6 itself. */
    String DHCP6 = "dhcp6";

    /** The code of an option that is written by name. */
    OptionalInt code(String space, String name);

    /** The names in a space. */
    Collection<String> names(String space);

    /** The space of the options inside an option. */
    Optional<String> encapsulated(String space, int code);

    /** How the option is written as text. */
    TextForm textForm(String space, int code);

    /** The space of a vendor's options. */
    static String vendorSpace(long enterprise) {
        return "vendor-" + enterprise;
    }
}
