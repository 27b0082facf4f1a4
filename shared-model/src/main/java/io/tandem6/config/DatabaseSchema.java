package io.tandem6.config;

import static io.tandem6.config.CommonSchema.strict;
import static io.tandem6.config.KeySpec.key;
import static io.tandem6.config.KeySpec.mandatory;
import static io.tandem6.config.ValueKind.FLAG;
import static io.tandem6.config.ValueKind.TEXT;
import static io.tandem6.config.ValueKind.UINT16;
import static io.tandem6.config.ValueKind.UINT32;
import static io.tandem6.config.ValueKind.word;

import java.util.List;

/** The keywords of the maps that say how to reach a database. */
final class DatabaseSchema {
    /** What the maps of leases, host reservations and configurations have in common. */
    static final List<KeySpec> ACCESS =
            List.of(
                    key("name", TEXT),
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
                    key(
                            "ssl-mode",
                            word("disable", "prefer", "require", "verify-ca", "verify-full")));

    static final MapSpec LEASE_DATABASE =
            strict(
                    "lease-database",
                    ACCESS,
                    List.of(),
                    mandatory("type", word("memfile", "mysql", "postgresql")),
                    key("persist", FLAG).tacitly(true),
                    key("lfc-interval", UINT32).tacitly(3600),
                    key("max-row-errors", UINT32).tacitly(0));

    static final MapSpec HOSTS_DATABASE = other("hosts-databases");

    static final MapSpec CONFIG_DATABASE = other("config-databases");

    private DatabaseSchema() {}

    /** Kea takes the keywords of the lease file here too, without a meaning. */
    private static MapSpec other(String name) {
        return strict(
                name,
                ACCESS,
                List.of(key("persist", FLAG), key("lfc-interval", UINT32)),
                mandatory("type", word("mysql", "postgresql")),
                key("max-row-errors", UINT32));
    }
}
