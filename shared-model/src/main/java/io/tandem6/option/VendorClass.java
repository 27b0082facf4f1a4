package io.tandem6.option;

import io.tandem6.wire.Octets;
import java.util.List;

/**
 * Vendor Class option (RFC 9915 section 21.16).
 *
 * @param enterprise IANA private enterprise number, 0..4294967295
 * @param classes opaque, each up to 65535 octets; may be empty
 */
public record VendorClass(long enterprise, List<Octets> classes) implements Option {
    /** Checks the number and copies the list. */
    public VendorClass {
        Unsigned.check32(enterprise, "enterprise number");
        classes = List.copyOf(classes);
    }

    @Override
    public int code() {
        return OptionCode.VENDOR_CLASS;
    }
}
