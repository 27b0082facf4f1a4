package io.tandem6.config;

import static io.tandem6.config.CommonSchema.COMMENTS;
import static io.tandem6.config.CommonSchema.strict;
import static io.tandem6.config.KeySpec.inactive;
import static io.tandem6.config.KeySpec.key;
import static io.tandem6.config.KeySpec.mandatory;
import static io.tandem6.config.KeySpec.unsupported;
import static io.tandem6.config.ValueKind.FLAG;
import static io.tandem6.config.ValueKind.FREE_LIST;
import static io.tandem6.config.ValueKind.FREE_MAP;
import static io.tandem6.config.ValueKind.TEXT;
import static io.tandem6.config.ValueKind.TEXTS;
import static io.tandem6.config.ValueKind.UINT16;
import static io.tandem6.config.ValueKind.UINT32;
import static io.tandem6.config.ValueKind.list;
import static io.tandem6.config.ValueKind.word;

import io.tandem6.config.ValueKind.MapOf;
import io.tandem6.config.ValueKind.Whole;
import java.util.List;

/**
 * The keywords of the {@code Dhcp6} configuration, of Kea 2.2 and 3.x together. A new keyword, or
 * one that comes into use, is a line here.
 */
final class Dhcp6Schema {
    private static final List<Object> NONE = List.of();

    private static final MapSpec INTERFACES =
            strict(
                    "interfaces-config",
                    key("interfaces", TEXTS),
                    key("re-detect", FLAG),
                    key("service-sockets-require-all", FLAG),
                    key("service-sockets-max-retries", UINT32),
                    key("service-sockets-retry-wait-time", UINT32));

    private static final MapSpec LEASE_DATABASE =
            strict(
                    "lease-database",
                    mandatory("type", word("memfile", "mysql", "postgresql")),
                    key("name", TEXT),
                    key("persist", FLAG),
                    key("lfc-interval", UINT32),
                    key("max-row-errors", UINT32),
                    key("host", TEXT),
                    key("port", UINT16),
                    key("user", TEXT),
                    key("password", TEXT),
                    key("password-file", TEXT),
                    key("connect-timeout", UINT32),
                    key("read-timeout", UINT32),
                    key("write-timeout", UINT32),
                    key("tcp-user-timeout", UINT32),
                    key("max-reconnect-tries", UINT32),
                    key("reconnect-wait-time", UINT32),
                    key(
                            "on-fail",
                            word("stop-retry-exit", "serve-retry-exit", "serve-retry-continue")),
                    key("retry-on-startup", FLAG),
                    key("readonly", FLAG),
                    key("trust-anchor", TEXT),
                    key("cert-file", TEXT),
                    key("key-file", TEXT),
                    key("cipher-list", TEXT),
                    key("ssl-mode", TEXT));

    private static final MapSpec EXPIRED_LEASES =
            strict(
                    "expired-leases-processing",
                    key("reclaim-timer-wait-time", UINT16),
                    key("flush-reclaimed-timer-wait-time", UINT16),
                    key("hold-reclaimed-time", UINT32),
                    key("max-reclaim-leases", UINT32),
                    key("max-reclaim-time", new Whole(0, 10000)),
                    key("unwarned-reclaim-cycles", UINT16));

    private static final MapSpec SERVER_ID =
            strict(
                    "server-id",
                    key("type", word("LLT", "EN", "LL")),
                    key("identifier", TEXT),
                    key("htype", UINT16),
                    key("time", UINT32),
                    key("enterprise-id", UINT32),
                    key("persist", FLAG));

    private static final MapSpec CLIENT_CLASS =
            strict(
                    "client-classes",
                    SubnetSchema.LIFETIMES,
                    List.of(),
                    mandatory("name", TEXT),
                    key("test", TEXT),
                    key("template-test", TEXT),
                    key("only-if-required", FLAG),
                    key("only-in-additional-list", FLAG),
                    key("option-data", FREE_LIST),
                    key("option-def", FREE_LIST));

    private static final MapSpec DHCP_DDNS =
            strict(
                    "dhcp-ddns",
                    inactive("enable-updates", FLAG, false),
                    key("server-ip", TEXT),
                    key("server-port", UINT16),
                    key("sender-ip", TEXT),
                    key("sender-port", UINT16),
                    key("max-queue-size", UINT32),
                    key("ncr-protocol", word("UDP", "TCP")),
                    key("ncr-format", word("JSON")),
                    key("override-no-update", FLAG),
                    key("override-client-update", FLAG),
                    key("replace-client-name", TEXT),
                    key("generated-prefix", TEXT),
                    key("qualifying-suffix", TEXT),
                    key("hostname-char-set", TEXT),
                    key("hostname-char-replacement", TEXT));

    private static final MapSpec SANITY_CHECKS =
            strict(
                    "sanity-checks",
                    inactive("lease-checks", word("none", "warn", "fix", "fix-del", "del"), "warn"),
                    inactive(
                            "extended-info-checks",
                            word("none", "fix", "strict", "pedantic"),
                            "fix"));

    /** Tandem6 chooses its own threads, so that these change nothing a client could see. */
    private static final MapSpec MULTI_THREADING =
            strict(
                    "multi-threading",
                    key("enable-multi-threading", FLAG),
                    key("thread-pool-size", UINT16),
                    key("packet-queue-size", UINT16));

    private static final MapSpec QUEUE_CONTROL =
            strict(
                    "dhcp-queue-control",
                    inactive("enable-queue", FLAG, false),
                    key("queue-type", TEXT),
                    key("capacity", UINT32));

    private static final MapSpec CONFIG_CONTROL =
            strict(
                    "config-control",
                    unsupported(
                            "config-databases",
                            FREE_LIST,
                            "configuration from a database ('config-control') is",
                            NONE),
                    key("config-fetch-wait-time", UINT16));

    private static final MapSpec COMPATIBILITY =
            strict("compatibility", inactive("lenient-option-parsing", FLAG, false));

    private static final String HOSTS_DATABASES =
            "host reservations in a database ('hosts-databases') are";

    private static final List<KeySpec> GLOBAL_ONLY =
            List.of(
                    key("interfaces-config", new MapOf(INTERFACES)),
                    key("subnet6", list(SubnetSchema.SUBNET)),
                    key("shared-networks", list(SubnetSchema.SHARED_NETWORK)),
                    key("option-def", list(OptionSchema.OPTION_DEF)),
                    key("client-classes", list(CLIENT_CLASS)),
                    key("control-socket", new MapOf(CommonSchema.CONTROL_SOCKET)),
                    key("control-sockets", list(CommonSchema.CONTROL_SOCKET)),
                    key("hooks-libraries", list(CommonSchema.HOOKS_LIBRARY)),
                    key("lease-database", new MapOf(LEASE_DATABASE)),
                    key("expired-leases-processing", new MapOf(EXPIRED_LEASES)),
                    key("server-id", new MapOf(SERVER_ID)),
                    key("loggers", list(CommonSchema.LOGGER)),
                    key("decline-probation-period", UINT32),
                    key("parked-packet-limit", new Whole(0, Integer.MAX_VALUE)),
                    key("data-directory", TEXT),
                    key("server-tag", TEXT),
                    key("multi-threading", new MapOf(MULTI_THREADING)),
                    key("dhcp-queue-control", new MapOf(QUEUE_CONTROL)),
                    key("dhcp-ddns", new MapOf(DHCP_DDNS)),
                    key("sanity-checks", new MapOf(SANITY_CHECKS)),
                    key("compatibility", new MapOf(COMPATIBILITY)),
                    key("config-control", new MapOf(CONFIG_CONTROL)),
                    unsupported("hosts-database", FREE_MAP, HOSTS_DATABASES, java.util.Map.of()),
                    unsupported("hosts-databases", FREE_LIST, HOSTS_DATABASES, NONE),
                    key("early-global-reservations-lookup", FLAG),
                    key("reservations-lookup-first", FLAG),
                    key("ip-reservations-unique", FLAG),
                    key("host-reservation-identifiers", TEXTS),
                    inactive("mac-sources", TEXTS, List.of("any")),
                    inactive("relay-supplied-options", TEXTS, List.of("65"), NONE),
                    inactive("dhcp4o6-port", UINT16, 0),
                    inactive("statistic-default-sample-count", UINT32, 20),
                    inactive("statistic-default-sample-age", UINT32, 0),
                    inactive("allow-address-registration", FLAG, true, false));

    static final MapSpec DHCP6 =
            MapSpec.strict("Dhcp6", MapSpec.keys(COMMENTS, SubnetSchema.INHERITED, GLOBAL_ONLY));

    /** {@code hash} is what Kea 3.x adds to {@code config-get}, whose answer may be sent back. */
    static final MapSpec FILE =
            MapSpec.strict(
                    "a DHCPv6 configuration file",
                    List.of(mandatory("Dhcp6", new MapOf(DHCP6)), key("hash", TEXT)));

    private Dhcp6Schema() {}
}
