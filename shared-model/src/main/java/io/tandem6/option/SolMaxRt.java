package io.tandem6.option;

/**
 * SOL_MAX_RT option (RFC 9915 section 21.24).
 *
 * @param seconds between Solicits at most; clients take 60..86400 only
 */
public record SolMaxRt(long seconds) implements Option {
    /** Checks the range. */
    public SolMaxRt {
        Unsigned.check32(seconds, "seconds");
    }

    @Override
    public int code() {
        return OptionCode.SOL_MAX_RT;
    }
}
