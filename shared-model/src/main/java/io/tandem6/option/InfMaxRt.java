package io.tandem6.option;

/**
 * INF_MAX_RT option (RFC 9915 section 21.25).
 *
 * @param seconds between Information-requests at most; clients take 60..86400 only
 */
public record InfMaxRt(long seconds) implements Option {
    /** Checks the range. */
    public InfMaxRt {
        Unsigned.check32(seconds, "seconds");
    }

    @Override
    public int code() {
        return OptionCode.INF_MAX_RT;
    }
}
