package io.tandem6.server.boot;

import io.tandem6.config.HaSettings;
import io.tandem6.config.ServerConfig;
import java.util.ArrayList;
import java.util.List;

/**
 * What the configuration reader understands and this server cannot do yet. To start all the same
 * would give clients addresses, or send leases over the network, in another way than the operator
 * wrote down.
 */
final class NotYetServed {
    private NotYetServed() {}

    /** A sentence for each thing; empty if the configuration can be served. */
    static List<String> in(ServerConfig config) {
        List<String> found = new ArrayList<>();
        for (HaSettings relationship : config.highAvailability()) {
            if (relationship.peers().stream().anyMatch(peer -> peer.tls().isPresent())) {
                found.add(
                        "TLS to HA peers is not supported yet: remove trust-anchor, cert-file and"
                                + " key-file from high-availability and use http URLs on a trusted"
                                + " network");
            }
            if (relationship.listener().dedicated()) {
                found.add(
                        "'http-dedicated-listener' is not supported yet: set it to false and run a"
                                + " control-agent on the address of the peer's url");
            }
        }
        return found;
    }
}
