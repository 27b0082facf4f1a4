package io.tandem6.lease;

/** What is leased. */
public enum LeaseType {
    /** A non-temporary address. */
    IA_NA(0),
    /** A delegated prefix. */
    IA_PD(2);

    private final int code;

    LeaseType(int code) {
        this.code = code;
    }

    /** The number in Kea's lease file and databases. */
    public int code() {
        return code;
    }
}
