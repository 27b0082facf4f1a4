package io.tandem6.option;

/**
 * Preference option (RFC 9915 section 21.8).
 *
 * @param value 0..255; at 255 the client looks no further
 */
public record Preference(int value) implements Option {
    /** Checks the range. */
    public Preference {
        Unsigned.check8(value, "preference");
    }

    @Override
    public int code() {
        return OptionCode.PREFERENCE;
    }
}
