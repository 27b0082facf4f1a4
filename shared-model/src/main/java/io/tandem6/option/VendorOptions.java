package io.tandem6.option;

import io.tandem6.wire.Octets;
import java.util.List;
import java.util.Optional;

/**
 * Vendor-specific Information option (RFC 9915 section 21.17).
 *
 * @param enterprise IANA private enterprise number, 0..4294967295
 * @param subOptions whatever the enterprise defines, in order; may be empty
 */
public record VendorOptions(long enterprise, List<SubOption> subOptions) implements Option {
    /**
     * One option of the enterprise's own.
     *
     * @param code 0..65535
     * @param data opaque
     */
    public record SubOption(int code, Octets data) {
        /** Checks the code. */
        public SubOption {
            Unsigned.check16(code, "sub-option code");
        }
    }

    /** Checks the number and copies the list. */
    public VendorOptions {
        Unsigned.check32(enterprise, "enterprise number");
        subOptions = List.copyOf(subOptions);
    }

    /** The first sub-option with this code. */
    public Optional<SubOption> first(int code) {
        return subOptions.stream().filter(o -> o.code() == code).findFirst();
    }

    @Override
    public int code() {
        return OptionCode.VENDOR_OPTS;
    }
}
