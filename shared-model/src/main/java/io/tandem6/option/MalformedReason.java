package io.tandem6.option;

/** Why octets are no DHCPv6 message. A closed set, of use as a label of a counter. */
public enum MalformedReason {
    /** Fewer octets than the header of a message of that type has. */
    TRUNCATED_HEADER,
    /** An option inside another one ends beyond it. */
    TRUNCATED_OPTION,
    /** A Client Identifier without 3 to 130 octets. */
    BAD_CLIENT_ID,
    /** A Server Identifier without 3 to 130 octets. */
    BAD_SERVER_ID,
    /** An IA_NA or IA_PD shorter than its fixed fields. */
    BAD_IA,
    /** An IA Address shorter than its fixed fields. */
    BAD_IA_ADDRESS,
    /** An IA Prefix shorter than its fixed fields. */
    BAD_IA_PREFIX,
    /** An Option Request with an odd number of octets. */
    BAD_OPTION_REQUEST,
    /** A relay message without a Relay Message option. */
    MISSING_RELAY_MESSAGE,
    /** A relay message with more than one Relay Message option. */
    DUPLICATE_RELAY_MESSAGE,
    /** More relay messages or options inside each other than are worth reading. */
    NESTED_TOO_DEEP
}
