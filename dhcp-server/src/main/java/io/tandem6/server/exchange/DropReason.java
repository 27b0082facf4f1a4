package io.tandem6.server.exchange;

import java.util.Locale;

/** Why a datagram was not answered. A closed set, so that each can be counted under its name. */
public enum DropReason {
    /** No DHCPv6 message, or one with malformed options. */
    PARSE_FAILED,
    /** More datagrams wait than the server is willing to keep. */
    QUEUE_FULL,
    /** The DHCP service is switched off. */
    SERVICE_DISABLED,
    /** The partner answers this client. */
    NOT_IN_SCOPE,
    /** The client's link belongs to none of several HA relationships. */
    NO_RELATIONSHIP,
    /** A message that no client sends (RFC 9915 section 16). */
    NOT_A_CLIENT_MESSAGE,
    /** A message type that is not known. */
    UNKNOWN_MESSAGE_TYPE,
    /** The message names another server (RFC 9915 section 16). */
    NOT_FOR_US,
    /** Not relayed and sent to a unicast address (RFC 9915 section 16). */
    UNICAST,
    /** The client identifier is missing where it is mandatory. */
    CLIENT_ID_MISSING,
    /** Two client identifiers. */
    CLIENT_ID_REPEATED,
    /** The server identifier is missing where it is mandatory. */
    SERVER_ID_MISSING,
    /** A server identifier where none may be, or two. */
    SERVER_ID_UNEXPECTED,
    /** The client belongs to the class DROP. */
    DROP_CLASS,
    /** The client registers an address (RFC 9686), and the configuration does not allow that. */
    REGISTRATION_DISABLED,
    /** The registration is not about one address that the client itself sent it from. */
    REGISTRATION_INVALID,
    /** The registered address does not belong to the link, or is somebody else's. */
    REGISTRATION_REFUSED,
    /** The FQDN option asks for contradictory things (RFC 4704 section 4.1). */
    FQDN_FLAGS_CONTRADICTORY,
    /** The message is valid but nothing can be said about it (RFC 9915 section 18.3). */
    NOTHING_TO_SAY,
    /** The reply does not fit into a datagram: the client asked for too much at a time. */
    REPLY_TOO_LONG,
    /** Too many exchanges wait for the disk or the partner. */
    PARKED_LIMIT,
    /** The lease could not be written. */
    STORE_FAILED,
    /** Other servers on the same database were faster, time and again. */
    SUPERSEDED,
    /** The client asks to extend what is not this server's to extend, and not its to end either. */
    NOT_OURS_TO_EXTEND,
    /** The partner did not acknowledge the lease. */
    NOT_ACKNOWLEDGED,
    /** The reply was ready so late that what was decided may not be true any more. */
    REPLY_TOO_OLD,
    /** The reply takes from the client what the partner has meanwhile told that it has. */
    REPLY_REFUTED,
    /** The server failed; the log says how. */
    PROCESSING_FAILED;

    /** The name under which it is counted, as {@code not-in-scope}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
