package io.tandem6.config;

import static io.tandem6.config.CommonSchema.COMMENTS;
import static io.tandem6.config.CommonSchema.strict;
import static io.tandem6.config.KeySpec.inactive;
import static io.tandem6.config.KeySpec.key;
import static io.tandem6.config.KeySpec.mandatory;
import static io.tandem6.config.KeySpec.unsupported;
import static io.tandem6.config.ValueKind.FLAG;
import static io.tandem6.config.ValueKind.TEXT;
import static io.tandem6.config.ValueKind.TEXTS;
import static io.tandem6.config.ValueKind.UINT16;
import static io.tandem6.config.ValueKind.UINT32;
import static io.tandem6.config.ValueKind.list;
import static io.tandem6.config.ValueKind.word;

import io.tandem6.config.ValueKind.MapOf;
import io.tandem6.config.ValueKind.Whole;
import java.util.List;
import java.util.Map;

/**
 * The keywords of the {@code Dhcp6} configuration, of Kea 2.2 and 3.x together. A new keyword, or
 * one that comes into use, is a line here.
 */
final class Dhcp6Schema {
    private static final List<Object> NONE = List.of();

    private static final MapSpec INTERFACES =
            strict(
                    "interfaces-config",
                    key("interfaces", TEXTS).byDefault(NONE),
                    key("re-detect", FLAG).byDefault(true),
                    key("service-sockets-require-all", FLAG).tacitly(false),
                    key("service-sockets-max-retries", UINT32).tacitly(0),
                    key("service-sockets-retry-wait-time", UINT32).tacitly(5000));

    private static final MapSpec EXPIRED_LEASES =
            strict(
                    "expired-leases-processing",
                    key("reclaim-timer-wait-time", UINT16).byDefault(10),
                    key("flush-reclaimed-timer-wait-time", UINT16).byDefault(25),
                    key("hold-reclaimed-time", UINT32).byDefault(3600),
                    key("max-reclaim-leases", UINT32).byDefault(100),
                    key("max-reclaim-time", new Whole(0, 10000)).byDefault(250),
                    key("unwarned-reclaim-cycles", UINT16).byDefault(5));

    private static final MapSpec SERVER_ID =
            strict(
                    "server-id",
                    key("type", word("LLT", "EN", "LL")).byDefault("LLT"),
                    key("identifier", TEXT).byDefault(""),
                    key("htype", UINT16).byDefault(0),
                    key("time", UINT32).byDefault(0),
                    key("enterprise-id", UINT32).byDefault(0),
                    key("persist", FLAG).byDefault(true));

    private static final MapSpec SANITY_CHECKS =
            strict(
                    "sanity-checks",
                    key("lease-checks", word("none", "warn", "fix", "fix-del", "del"))
                            .byDefault("warn"),
                    inactive(
                                    "extended-info-checks",
                                    word("none", "fix", "strict", "pedantic"),
                                    "fix")
                            .tacitly("fix"));

    /** Tandem6 chooses its own threads, so that these change nothing a client could see. */
    private static final MapSpec MULTI_THREADING =
            strict(
                    "multi-threading",
                    key("enable-multi-threading", FLAG).byDefault(true),
                    key("thread-pool-size", UINT16).byDefault(0),
                    key("packet-queue-size", UINT16).byDefault(64));

    private static final MapSpec QUEUE_CONTROL =
            strict(
                    "dhcp-queue-control",
                    key("enable-queue", FLAG).byDefault(false),
                    key("queue-type", TEXT).byDefault("kea-ring6"),
                    key("capacity", UINT32).byDefault(64));

    private static final MapSpec COMPATIBILITY =
            strict("compatibility", key("lenient-option-parsing", FLAG).tacitly(false));

    private static final MapSpec CONFIG_CONTROL =
            strict(
                    "config-control",
                    unsupported(
                            "config-databases",
                            list(DatabaseSchema.CONFIG_DATABASE),
                            "configuration from a database ('config-control') is",
                            NONE),
                    key("config-fetch-wait-time", UINT16).byDefault(30));

    private static final String HOSTS_DATABASES =
            "host reservations in a database ('hosts-databases') are";

    private static final List<KeySpec> GLOBAL_ONLY =
            List.of(
                    key("interfaces-config", new MapOf(INTERFACES)).byDefault(Map.of()),
                    key("subnet6", list(SubnetSchema.SUBNET)).byDefault(NONE),
                    key("shared-networks", list(SubnetSchema.SHARED_NETWORK)).byDefault(NONE),
                    key("option-def", list(OptionSchema.OPTION_DEF)).byDefault(NONE),
                    key("client-classes", list(ClassSchema.CLIENT_CLASS)),
                    key("control-socket", new MapOf(CommonSchema.CONTROL_SOCKET))
                            .nowCalled("control-sockets"),
                    key("control-sockets", list(CommonSchema.CONTROL_SOCKET)),
                    key("hooks-libraries", list(CommonSchema.HOOKS_LIBRARY)).byDefault(NONE),
                    key("lease-database", new MapOf(DatabaseSchema.LEASE_DATABASE))
                            .byDefault(Map.of("type", "memfile")),
                    key("expired-leases-processing", new MapOf(EXPIRED_LEASES)).byDefault(Map.of()),
                    key("server-id", new MapOf(SERVER_ID)).byDefault(Map.of()),
                    key("loggers", list(CommonSchema.LOGGER)),
                    key("decline-probation-period", UINT32)
                            .byDefault(Dhcp6Parser.DECLINE_PROBATION_DEFAULT),
                    key("parked-packet-limit", new Whole(0, Integer.MAX_VALUE))
                            .byDefault(Dhcp6Parser.PARKED_PACKETS_DEFAULT),
                    key("data-directory", TEXT).tacitly(ServerConfig.DEFAULT_DATA_DIRECTORY),
                    key("server-tag", TEXT).byDefault(""),
                    key("multi-threading", new MapOf(MULTI_THREADING)).byDefault(Map.of()),
                    key("dhcp-queue-control", new MapOf(QUEUE_CONTROL)).byDefault(Map.of()),
                    key("dhcp-ddns", new MapOf(DdnsSchema.DHCP_DDNS)).byDefault(Map.of()),
                    key("sanity-checks", new MapOf(SANITY_CHECKS)).byDefault(Map.of()),
                    key("compatibility", new MapOf(COMPATIBILITY)),
                    key("config-control", new MapOf(CONFIG_CONTROL)),
                    unsupported(
                                    "hosts-database",
                                    new MapOf(DatabaseSchema.HOSTS_DATABASE),
                                    HOSTS_DATABASES,
                                    Map.of())
                            .nowCalled("hosts-databases"),
                    unsupported(
                            "hosts-databases",
                            list(DatabaseSchema.HOSTS_DATABASE),
                            HOSTS_DATABASES,
                            NONE),
                    key("mac-sources", TEXTS).byDefault(List.of("any")),
                    key("relay-supplied-options", TEXTS).byDefault(List.of("65")),
                    inactive("dhcp4o6-port", UINT16, 0).byDefault(0),
                    key("statistic-default-sample-count", UINT32).byDefault(20),
                    key("statistic-default-sample-age", UINT32).byDefault(0),
                    key("allow-address-registration", FLAG).byDefault(true));

    static final MapSpec DHCP6 =
            MapSpec.strict(
                    "Dhcp6",
                    MapSpec.keys(
                            COMMENTS,
                            SubnetSchema.INHERITED,
                            ReservationSchema.GLOBAL_LOOKUP,
                            GLOBAL_ONLY));

    /** {@code hash} is what Kea 3.x adds to {@code config-get}, whose answer may be sent back. */
    static final MapSpec FILE =
            MapSpec.strict(
                    "a DHCPv6 configuration file",
                    List.of(mandatory("Dhcp6", new MapOf(DHCP6)), key("hash", TEXT)));

    private Dhcp6Schema() {}
}
