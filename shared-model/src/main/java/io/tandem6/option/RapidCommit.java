package io.tandem6.option;

/**
 * Rapid Commit option (RFC 9915 section 21.14): the two-message exchange is wanted, or was used.
 */
public record RapidCommit() implements Option {
    @Override
    public int code() {
        return OptionCode.RAPID_COMMIT;
    }
}
