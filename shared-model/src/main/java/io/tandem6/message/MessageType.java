package io.tandem6.message;

/** The message types (RFC 9915 section 7.3 and IANA's registry). Others are numbers as well. */
public final class MessageType {
    /** Solicit. */
    public static final int SOLICIT = 1;

    /** Advertise. */
    public static final int ADVERTISE = 2;

    /** Request. */
    public static final int REQUEST = 3;

    /** Confirm. */
    public static final int CONFIRM = 4;

    /** Renew. */
    public static final int RENEW = 5;

    /** Rebind. */
    public static final int REBIND = 6;

    /** Reply. */
    public static final int REPLY = 7;

    /** Release. */
    public static final int RELEASE = 8;

    /** Decline. */
    public static final int DECLINE = 9;

    /** Reconfigure. */
    public static final int RECONFIGURE = 10;

    /** Information-request. */
    public static final int INFORMATION_REQUEST = 11;

    /** Relay-forward. */
    public static final int RELAY_FORWARD = 12;

    /** Relay-reply. */
    public static final int RELAY_REPLY = 13;

    /** RFC 5007. */
    public static final int LEASEQUERY = 14;

    /** RFC 5007. */
    public static final int LEASEQUERY_REPLY = 15;

    /** RFC 5460. */
    public static final int LEASEQUERY_DONE = 16;

    /** RFC 5460. */
    public static final int LEASEQUERY_DATA = 17;

    /** RFC 7341. */
    public static final int DHCPV4_QUERY = 20;

    /** RFC 7341. */
    public static final int DHCPV4_RESPONSE = 21;

    /** RFC 9686. */
    public static final int ADDR_REG_INFORM = 36;

    /** RFC 9686. */
    public static final int ADDR_REG_REPLY = 37;

    private MessageType() {}

    /** True if a message of this type wraps another one. */
    public static boolean isRelay(int type) {
        return type == RELAY_FORWARD || type == RELAY_REPLY;
    }

    /** The constant's name, or {@code UNKNOWN}. */
    public static String name(int type) {
        return switch (type) {
            case SOLICIT -> "SOLICIT";
            case ADVERTISE -> "ADVERTISE";
            case REQUEST -> "REQUEST";
            case CONFIRM -> "CONFIRM";
            case RENEW -> "RENEW";
            case REBIND -> "REBIND";
            case REPLY -> "REPLY";
            case RELEASE -> "RELEASE";
            case DECLINE -> "DECLINE";
            case RECONFIGURE -> "RECONFIGURE";
            case INFORMATION_REQUEST -> "INFORMATION_REQUEST";
            case RELAY_FORWARD -> "RELAY_FORWARD";
            case RELAY_REPLY -> "RELAY_REPLY";
            case LEASEQUERY -> "LEASEQUERY";
            case LEASEQUERY_REPLY -> "LEASEQUERY_REPLY";
            case LEASEQUERY_DONE -> "LEASEQUERY_DONE";
            case LEASEQUERY_DATA -> "LEASEQUERY_DATA";
            case DHCPV4_QUERY -> "DHCPV4_QUERY";
            case DHCPV4_RESPONSE -> "DHCPV4_RESPONSE";
            case ADDR_REG_INFORM -> "ADDR_REG_INFORM";
            case ADDR_REG_REPLY -> "ADDR_REG_REPLY";
            default -> "UNKNOWN";
        };
    }
}
