package io.tandem6.option;

/**
 * Information Refresh Time option (RFC 9915 section 21.23).
 *
 * @param seconds until a stateless client asks again, 0..4294967295 (never)
 */
public record InformationRefreshTime(long seconds) implements Option {
    /** Checks the range. */
    public InformationRefreshTime {
        Unsigned.check32(seconds, "seconds");
    }

    @Override
    public int code() {
        return OptionCode.INFORMATION_REFRESH_TIME;
    }
}
