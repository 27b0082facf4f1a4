package io.tandem6.config;

import io.tandem6.address.Ipv6Address;
import java.util.List;
import java.util.Optional;

/**
 * {@code interfaces-config}.
 *
 * @param interfaces what to listen on
 * @param serviceSocketsRequireAll refuse to start when a socket cannot be opened
 * @param serviceSocketsMaxRetries Kea's bound on retries; kept for {@code config-get}: an interface
 *     that is missing or down is always retried
 * @param serviceSocketsRetryWaitMillis pause between two tries
 */
public record InterfacesConfig(
        List<Selection> interfaces,
        boolean serviceSocketsRequireAll,
        long serviceSocketsMaxRetries,
        long serviceSocketsRetryWaitMillis) {
    /** Copies the list. */
    public InterfacesConfig {
        interfaces = List.copyOf(interfaces);
    }

    /**
     * One entry: {@code "*"}, {@code "eth0"} or {@code "eth0/2001:db8::1"}.
     *
     * @param name interface name, or {@code *} for all that are up, not loopback and have a
     *     link-local address
     * @param unicast an address on which unicast is served too
     */
    public record Selection(String name, Optional<Ipv6Address> unicast) {
        /** The name that selects every interface. */
        public static final String WILDCARD = "*";

        /** True for {@code *}. */
        public boolean isWildcard() {
            return name.equals(WILDCARD);
        }
    }
}
