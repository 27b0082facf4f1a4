package io.tandem6.server.pipeline;

import io.tandem6.config.ServerConfig;
import io.tandem6.identity.Duid;
import io.tandem6.server.allocation.Allocator;
import io.tandem6.server.exchange.EndedLeases;
import io.tandem6.server.exchange.Exchanges;
import io.tandem6.server.exchange.MessageRules;
import io.tandem6.server.subnet.SubnetSelector;

/**
 * The deciders built from one configuration. Immutable, so that a new configuration takes effect by
 * replacing it.
 *
 * @param messageRules what is discarded unseen
 * @param subnets which link a client is on
 * @param exchanges what clients are answered
 * @param hardware where clients' link-layer addresses are looked for
 * @param parkedPacketLimit exchanges that may wait for the partner, 0 is no limit
 */
public record ActiveConfig(
        MessageRules messageRules,
        SubnetSelector subnets,
        Exchanges exchanges,
        ClientHardware hardware,
        int parkedPacketLimit) {
    /**
     * Builds the deciders.
     *
     * @param serverId this server's DUID
     * @param allocationSeed decides where clients' searches for free addresses start
     */
    public static ActiveConfig of(ServerConfig config, Duid serverId, long allocationSeed) {
        return new ActiveConfig(
                new MessageRules(serverId),
                new SubnetSelector(config.subnets(), config::relationshipOf),
                new Exchanges(
                        serverId,
                        config.options(),
                        config.declineProbationPeriod(),
                        new Allocator(allocationSeed),
                        config.highAvailability().isEmpty()
                                ? EndedLeases.FORGOTTEN
                                : EndedLeases.REMEMBERED,
                        config.relaySuppliedOptions()),
                new ClientHardware(config.macSources()),
                config.parkedPacketLimit());
    }
}
