package io.tandem6.option;

/**
 * Elapsed Time option (RFC 9915 section 21.9).
 *
 * @param hundredths hundredths of a second since the client began this exchange, 0..65535 (that
 *     long or longer)
 */
public record ElapsedTime(int hundredths) implements Option {
    /** Checks the range. */
    public ElapsedTime {
        Unsigned.check16(hundredths, "elapsed time");
    }

    @Override
    public int code() {
        return OptionCode.ELAPSED_TIME;
    }
}
