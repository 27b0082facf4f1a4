package io.tandem6.config;

import static io.tandem6.config.KeySpec.key;
import static io.tandem6.config.KeySpec.mandatory;
import static io.tandem6.config.ValueKind.FLAG;
import static io.tandem6.config.ValueKind.TEXT;
import static io.tandem6.config.ValueKind.UINT16;
import static io.tandem6.config.ValueKind.UINT32;
import static io.tandem6.config.ValueKind.list;
import static io.tandem6.config.ValueKind.word;

import io.tandem6.config.ValueKind.MapOf;
import io.tandem6.config.ValueKind.Whole;
import java.util.List;

/** The keywords of the hook parameter {@code high-availability}, where Kea ignores unknown ones. */
final class HaSchema {
    private static final List<KeySpec> TLS =
            List.of(key("trust-anchor", TEXT), key("cert-file", TEXT), key("key-file", TEXT));

    private static final MapSpec PEER =
            lenient(
                    "peers",
                    TLS,
                    mandatory("name", TEXT),
                    mandatory("url", TEXT),
                    mandatory("role", word("primary", "secondary", "standby", "backup")),
                    key("auto-failover", FLAG),
                    key("basic-auth-user", TEXT),
                    key("basic-auth-user-file", TEXT),
                    key("basic-auth-password", TEXT),
                    key("basic-auth-password-file", TEXT));

    private static final MapSpec STATE =
            lenient(
                    "states",
                    List.of(),
                    mandatory(
                            "state",
                            word(
                                    "backup",
                                    "communication-recovery",
                                    "hot-standby",
                                    "in-maintenance",
                                    "load-balancing",
                                    "partner-down",
                                    "partner-in-maintenance",
                                    "passive-backup",
                                    "ready",
                                    "syncing",
                                    "terminated",
                                    "waiting")),
                    key("pause", word("never", "once", "always")));

    private static final MapSpec STATE_MACHINE =
            lenient("state-machine", List.of(), key("states", list(STATE)));

    private static final MapSpec MULTI_THREADING =
            lenient(
                    "multi-threading",
                    List.of(),
                    key("enable-multi-threading", FLAG),
                    key("http-dedicated-listener", FLAG),
                    key("http-listener-threads", UINT16),
                    key("http-client-threads", UINT16));

    /** In the user context, where Kea does not look. */
    static final MapSpec CONTINUITY =
            MapSpec.strict(
                    "continuity",
                    MapSpec.keys(
                            CommonSchema.COMMENTS,
                            List.of(
                                    key("enabled", FLAG),
                                    key("mclt", new Whole(1, 0xffff_fffeL)),
                                    key("split", new Whole(0, 256)),
                                    key("latency-budget", new Whole(0, 10_000)),
                                    key("contact-interval", new Whole(50, 60_000)),
                                    key("contact-patience", new Whole(100, 600_000)))));

    private static final MapSpec RELATIONSHIP =
            lenient(
                    "high-availability",
                    TLS,
                    mandatory("this-server-name", TEXT),
                    mandatory("mode", word("hot-standby", "load-balancing", "passive-backup")),
                    mandatory("peers", list(PEER)),
                    key("send-lease-updates", FLAG),
                    key("sync-leases", FLAG),
                    key("sync-timeout", UINT32),
                    key("sync-page-limit", new Whole(1, 0xffff_ffffL)),
                    key("delayed-updates-limit", UINT32),
                    key("heartbeat-delay", UINT32),
                    key("max-response-delay", UINT32),
                    key("max-ack-delay", UINT32),
                    key("max-unacked-clients", UINT32),
                    key("max-rejected-lease-updates", UINT32),
                    key("wait-backup-ack", FLAG),
                    key("multi-threading", new MapOf(MULTI_THREADING)),
                    key("require-client-certs", FLAG),
                    key("restrict-commands", FLAG),
                    key("state-machine", new MapOf(STATE_MACHINE)));

    /** The hook library's parameters. */
    static final MapSpec PARAMETERS =
            lenient(
                    "the parameters of libdhcp_ha",
                    List.of(),
                    mandatory("high-availability", list(RELATIONSHIP)));

    private HaSchema() {}

    private static MapSpec lenient(String name, List<KeySpec> group, KeySpec... keys) {
        return MapSpec.lenient(name, MapSpec.keys(CommonSchema.COMMENTS, group, List.of(keys)));
    }
}
