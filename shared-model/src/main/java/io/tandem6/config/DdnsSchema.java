package io.tandem6.config;

import static io.tandem6.config.CommonSchema.strict;
import static io.tandem6.config.KeySpec.key;
import static io.tandem6.config.ValueKind.FLAG;
import static io.tandem6.config.ValueKind.REAL;
import static io.tandem6.config.ValueKind.TEXT;
import static io.tandem6.config.ValueKind.UINT16;
import static io.tandem6.config.ValueKind.UINT32;
import static io.tandem6.config.ValueKind.word;

import java.util.List;

/** The keywords of DNS updates. */
final class DdnsSchema {
    private static final ValueKind REPLACE =
            word("never", "always", "when-present", "when-not-present");

    static final MapSpec DHCP_DDNS =
            strict(
                    "dhcp-ddns",
                    key("enable-updates", FLAG).byDefault(false),
                    key("server-ip", TEXT).byDefault("127.0.0.1"),
                    key("server-port", UINT16).byDefault(53001),
                    key("sender-ip", TEXT).byDefault("0.0.0.0"),
                    key("sender-port", UINT16).byDefault(0),
                    key("max-queue-size", UINT32).byDefault(1024),
                    key("ncr-protocol", word("UDP", "TCP")).byDefault("UDP"),
                    key("ncr-format", word("JSON")).byDefault("JSON"),
                    key("override-no-update", FLAG).nowCalled("ddns-override-no-update"),
                    key("override-client-update", FLAG).nowCalled("ddns-override-client-update"),
                    key("replace-client-name", REPLACE).nowCalled("ddns-replace-client-name"),
                    key("generated-prefix", TEXT).nowCalled("ddns-generated-prefix"),
                    key("qualifying-suffix", TEXT).nowCalled("ddns-qualifying-suffix"),
                    key("hostname-char-set", TEXT),
                    key("hostname-char-replacement", TEXT));

    /** DNS updates happen only with {@code dhcp-ddns}, where the warning is given. */
    static final List<KeySpec> DDNS =
            List.of(
                    key("ddns-send-updates", FLAG).byDefault(true),
                    key("ddns-override-no-update", FLAG).byDefault(false),
                    key("ddns-override-client-update", FLAG).byDefault(false),
                    key("ddns-replace-client-name", REPLACE).byDefault("never"),
                    key("ddns-generated-prefix", TEXT).byDefault("myhost"),
                    key("ddns-qualifying-suffix", TEXT).byDefault(""),
                    key("ddns-update-on-renew", FLAG).byDefault(false),
                    key("ddns-use-conflict-resolution", FLAG)
                            .nowCalled("ddns-conflict-resolution-mode"),
                    key(
                                    "ddns-conflict-resolution-mode",
                                    word(
                                            "check-with-dhcid",
                                            "no-check-with-dhcid",
                                            "check-exists-with-dhcid",
                                            "no-check-without-dhcid"))
                            .byDefault("check-with-dhcid"),
                    key("ddns-ttl-percent", REAL),
                    key("ddns-ttl", UINT32),
                    key("ddns-ttl-min", UINT32),
                    key("ddns-ttl-max", UINT32),
                    key("hostname-char-set", TEXT).byDefault("[^A-Za-z0-9.-]"),
                    key("hostname-char-replacement", TEXT).byDefault(""));

    /** Names are those of the subnet whichever pool an address is from. */
    static final List<KeySpec> POOL_DDNS = DDNS.stream().map(KeySpec::withoutEffect).toList();

    private DdnsSchema() {}
}
