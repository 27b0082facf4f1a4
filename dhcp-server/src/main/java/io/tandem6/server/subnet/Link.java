package io.tandem6.server.subnet;

import io.tandem6.config.Subnet;
import java.util.List;

/**
 * The subnets that serve one client.
 *
 * @param selected the one that the client's way leads to
 * @param subnets that one first, then the other members of its shared network that the client may
 *     use
 */
public record Link(Subnet selected, List<Subnet> subnets) {
    /** Copies the list. */
    public Link {
        subnets = List.copyOf(subnets);
    }
}
