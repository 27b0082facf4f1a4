package io.tandem6.config;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * A checked {@code Dhcp6} configuration with all inheritance (global, shared network, subnet)
 * already applied.
 *
 * @param interfaces where to listen
 * @param serverId how to make the server's DUID
 * @param dataDirectory where the server DUID and, by default, the leases are kept
 * @param controlSocket path of the unix-domain control socket, if any; there is one if there are
 *     {@code httpListeners}
 * @param httpListeners where the control agent takes commands for this server
 * @param leaseDatabase where leases are kept
 * @param leaseChecks what becomes of leases that lie in no subnet with their number
 * @param expiredLeases how expired leases are reclaimed
 * @param declineProbationPeriod seconds a declined address stays unused, 0..4294967295
 * @param parkedPacketLimit exchanges that may wait for the partner at a time, 0 is no limit; 4096
 *     unless configured, where Kea has 256: many exchanges share one update, so that far more of
 *     them wait for a partner that is slow for a moment
 * @param macSources where clients' link-layer addresses are looked for, in this order
 * @param relaySuppliedOptions codes of the options that a relay agent may add to an answer
 * @param subnets every subnet, those of shared networks first, otherwise in file order
 * @param options options offered to all clients, after those of their subnets and classes
 * @param clientClasses the classes that clients may belong to, in file order
 * @param hosts how clients are recognized
 * @param ddns what becomes of the names of clients on no configured link
 * @param addressRegistration may clients register addresses of their own making (RFC 9686)
 * @param highAvailability the HA relationships, in order
 * @param loggers log destinations
 * @param tree the configuration as {@code config-get} shows it: a map with the one key {@code
 *     Dhcp6}
 */
public record ServerConfig(
        InterfacesConfig interfaces,
        ServerIdConfig serverId,
        String dataDirectory,
        Optional<String> controlSocket,
        List<HttpListener> httpListeners,
        LeaseDatabase leaseDatabase,
        LeaseChecks leaseChecks,
        ExpiredLeasesProcessing expiredLeases,
        long declineProbationPeriod,
        int parkedPacketLimit,
        List<MacSource> macSources,
        Set<Integer> relaySuppliedOptions,
        List<Subnet> subnets,
        List<OptionData> options,
        List<ClientClass> clientClasses,
        HostSettings hosts,
        DdnsSettings ddns,
        boolean addressRegistration,
        List<HaSettings> highAvailability,
        List<LoggerConfig> loggers,
        JsonValue tree) {
    /** Kea's default for {@code data-directory}. */
    public static final String DEFAULT_DATA_DIRECTORY = "/var/lib/kea";

    /** Where server and control agent meet if the file does not say where. */
    public static final String DEFAULT_CONTROL_SOCKET = "/run/kea/kea6-ctrl-socket";

    /** {@code erp-local-domain-name}, which relay agents may add everywhere (RFC 6440). */
    public static final int DEFAULT_RELAY_SUPPLIED_OPTION = 65;

    /** Copies the lists. */
    public ServerConfig {
        httpListeners = List.copyOf(httpListeners);
        macSources = List.copyOf(macSources);
        relaySuppliedOptions = Set.copyOf(relaySuppliedOptions);
        subnets = List.copyOf(subnets);
        options = List.copyOf(options);
        clientClasses = List.copyOf(clientClasses);
        highAvailability = List.copyOf(highAvailability);
        loggers = List.copyOf(loggers);
    }

    /**
     * Number of the HA relationship that serves a subnet: the only one or, of several, the one that
     * the subnet names. Empty if there is none; with several its clients are not served then.
     */
    public OptionalInt relationshipOf(Subnet subnet) {
        if (highAvailability.size() == 1) {
            return OptionalInt.of(0);
        }
        return IntStream.range(0, highAvailability.size())
                .filter(i -> subnet.haServerName().filter(highAvailability.get(i)::has).isPresent())
                .findFirst();
    }

    /** Short, and without the tree, which may hold passwords. */
    @Override
    public String toString() {
        return "ServerConfig[subnets=" + subnets + ", highAvailability=" + highAvailability + "]";
    }
}
