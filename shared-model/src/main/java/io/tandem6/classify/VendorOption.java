package io.tandem6.classify;

/**
 * An option of vendors: {@code vendor[4491]}, {@code vendor-class[*]}.
 *
 * @param isClass Vendor Class (RFC 9915 section 21.16), else Vendor-specific Information (21.17)
 * @param enterprise the vendor's enterprise number, 0..4294967295, or {@link #ANY}
 */
public record VendorOption(boolean isClass, long enterprise) {
    /** Whichever comes first. */
    public static final long ANY = -1;

    boolean accepts(long number) {
        return enterprise == ANY || enterprise == number;
    }
}
