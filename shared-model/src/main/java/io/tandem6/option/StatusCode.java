package io.tandem6.option;

/**
 * Status Code option (RFC 9915 section 21.13).
 *
 * @param status 0..65535, see the constants; unassigned ones are representable
 * @param message for people, may be empty
 */
public record StatusCode(int status, String message) implements Option {
    /** It worked. */
    public static final int SUCCESS = 0;

    /** It did not, for no reason that has a code. */
    public static final int UNSPEC_FAIL = 1;

    /** There are no addresses for the IA. */
    public static final int NO_ADDRS_AVAIL = 2;

    /** The client's binding does not exist. */
    public static final int NO_BINDING = 3;

    /** An address is not right for the client's link. */
    public static final int NOT_ON_LINK = 4;

    /** Obsolete. */
    public static final int USE_MULTICAST = 5;

    /** There are no prefixes for the IA. */
    public static final int NO_PREFIX_AVAIL = 6;

    /** Checks the range. */
    public StatusCode {
        Unsigned.check16(status, "status code");
    }

    /** True for {@link #SUCCESS}. */
    public boolean isSuccess() {
        return status == SUCCESS;
    }

    @Override
    public int code() {
        return OptionCode.STATUS_CODE;
    }
}
