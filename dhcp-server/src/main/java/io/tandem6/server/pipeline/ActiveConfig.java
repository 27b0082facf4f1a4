package io.tandem6.server.pipeline;

import io.tandem6.config.FlexId;
import io.tandem6.config.ServerConfig;
import io.tandem6.identity.Duid;
import io.tandem6.server.allocation.Allocator;
import io.tandem6.server.exchange.EndedLeases;
import io.tandem6.server.exchange.ExchangeRules;
import io.tandem6.server.exchange.Exchanges;
import io.tandem6.server.exchange.MessageRules;
import io.tandem6.server.exchange.RelaySupplied;
import io.tandem6.server.sender.Classifier;
import io.tandem6.server.sender.HostIndex;
import io.tandem6.server.sender.Senders;
import io.tandem6.server.subnet.SubnetSelector;
import java.util.Optional;

/**
 * The deciders built from one configuration. Immutable, so that a new configuration takes effect by
 * replacing it.
 *
 * @param messageRules what is discarded unseen
 * @param senders who sent a message
 * @param flexId the identity that clients get in place of their own, if any
 * @param exchanges what clients are answered
 * @param hardware where clients' link-layer addresses are looked for
 * @param parkedPacketLimit exchanges that may wait for the partner, 0 is no limit
 */
public record ActiveConfig(
        MessageRules messageRules,
        Senders senders,
        Optional<FlexId> flexId,
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
        Classifier classifier = new Classifier(config.clientClasses());
        HostIndex hosts = new HostIndex(config.subnets(), config.hosts().reservations());
        return new ActiveConfig(
                new MessageRules(serverId),
                new Senders(
                        classifier,
                        hosts,
                        config.hosts(),
                        new SubnetSelector(config.subnets(), config::relationshipOf)),
                config.hosts().flexId(),
                new Exchanges(
                        new ExchangeRules(
                                serverId,
                                config.options(),
                                config.declineProbationPeriod(),
                                new Allocator(allocationSeed),
                                config.highAvailability().isEmpty()
                                        ? EndedLeases.FORGOTTEN
                                        : EndedLeases.REMEMBERED,
                                classifier,
                                hosts,
                                config.ddns(),
                                new RelaySupplied(config.relaySuppliedOptions()),
                                config.addressRegistration())),
                new ClientHardware(config.macSources()),
                config.parkedPacketLimit());
    }
}
