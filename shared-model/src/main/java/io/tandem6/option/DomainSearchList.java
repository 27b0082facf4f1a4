package io.tandem6.option;

import io.tandem6.wire.DomainName;
import java.util.List;

/**
 * Domain Search List option (RFC 3646 section 4).
 *
 * @param domains complete names in search order
 */
public record DomainSearchList(List<DomainName> domains) implements Option {
    /** Copies the list and checks that all names are complete. */
    public DomainSearchList {
        domains = List.copyOf(domains);
        if (!domains.stream().allMatch(DomainName::isComplete)) {
            throw new IllegalArgumentException("a search list has no partial names: " + domains);
        }
    }

    @Override
    public int code() {
        return OptionCode.DOMAIN_SEARCH;
    }
}
