package io.tandem6.config;

import java.util.Optional;

/**
 * What may be decided beside the configuration file.
 *
 * @param thisServerName replaces {@code this-server-name} in each HA relationship that has a peer
 *     of this name, so that both servers can use the same file
 * @param ignoreUnsupported go on, with a warning, where a feature of Kea is missing that decides
 *     who gets which address
 * @param checkedElsewhere the files that the configuration names, as those with passwords, may be
 *     on another machine only: that one cannot be read is a warning
 */
public record Dhcp6ParserOptions(
        Optional<String> thisServerName, boolean ignoreUnsupported, boolean checkedElsewhere) {
    /** The file alone decides. */
    public static final Dhcp6ParserOptions DEFAULT =
            new Dhcp6ParserOptions(Optional.empty(), false);

    /** Options for a configuration that is to be used here. */
    public Dhcp6ParserOptions(Optional<String> thisServerName, boolean ignoreUnsupported) {
        this(thisServerName, ignoreUnsupported, false);
    }
}
