package io.tandem6.server.exchange;

import io.tandem6.config.DdnsSettings;
import io.tandem6.config.OptionData;
import io.tandem6.identity.Duid;
import io.tandem6.server.allocation.Allocator;
import io.tandem6.server.sender.Classifier;
import io.tandem6.server.sender.HostIndex;
import java.util.List;

/**
 * What of a configuration decides on answers, apart from the subnets, which a request brings along.
 *
 * @param serverId this server's DUID
 * @param globalOptions options for all clients, after the more specific ones
 * @param declineProbationPeriod seconds a declined address is kept from use
 * @param allocator picks free addresses
 * @param ended what becomes of leases that end before their time
 * @param classifier the classes
 * @param hosts the reservations
 * @param ddns what becomes of the names of clients on no configured link
 * @param relaySupplied which options relay agents may add to an answer
 * @param addressRegistration may clients register addresses of their own making (RFC 9686)
 */
public record ExchangeRules(
        Duid serverId,
        List<OptionData> globalOptions,
        long declineProbationPeriod,
        Allocator allocator,
        EndedLeases ended,
        Classifier classifier,
        HostIndex hosts,
        DdnsSettings ddns,
        RelaySupplied relaySupplied,
        boolean addressRegistration) {
    /** Copies the list. */
    public ExchangeRules {
        globalOptions = List.copyOf(globalOptions);
    }
}
