package io.tandem6.config;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Where a client's link-layer address may be learnt from: the values of {@code mac-sources}. */
public enum MacSource {
    /** Every other one, in the order in which they stand here. */
    ANY("any"),
    /** The frame's own; a server that hears datagrams never sees it. */
    RAW("raw"),
    /** The client's DUID-LL or DUID-LLT. */
    DUID("duid"),
    /** The EUI-64 identifier of the client's link-local address (RFC 4291 appendix A). */
    LINK_LOCAL("ipv6-link-local"),
    /** The relay agent's Client Link-Layer Address option (RFC 6939). */
    CLIENT_LINK_ADDRESS("client-link-addr-option", "rfc6939"),
    /** The relay agent's Remote-ID option (RFC 4649), if that is an address. */
    REMOTE_ID("remote-id", "rfc4649"),
    /** The relay agent's Subscriber-ID option (RFC 4580); Kea knows the name and finds nothing. */
    SUBSCRIBER_ID("subscriber-id", "rfc4580"),
    /** What a cable modem says of itself: option 36 of CableLabs. */
    DOCSIS_MODEM("docsis-modem"),
    /** What a CMTS says of the cable modem: option 1026 of CableLabs, of a relay agent. */
    DOCSIS_CMTS("docsis-cmts");

    private final List<String> keywords;

    MacSource(String... keywords) {
        this.keywords = List.of(keywords);
    }

    /** The source with this name. */
    static Optional<MacSource> of(String keyword) {
        return Arrays.stream(values()).filter(s -> s.keywords.contains(keyword)).findFirst();
    }

    /** All names. */
    static List<String> keywords() {
        return Arrays.stream(values()).flatMap(s -> s.keywords.stream()).toList();
    }
}
