package io.tandem6.config;

import static io.tandem6.config.CommonSchema.strict;
import static io.tandem6.config.DdnsSchema.DDNS;
import static io.tandem6.config.KeySpec.inactive;
import static io.tandem6.config.KeySpec.key;
import static io.tandem6.config.KeySpec.mandatory;
import static io.tandem6.config.ValueKind.FLAG;
import static io.tandem6.config.ValueKind.REAL;
import static io.tandem6.config.ValueKind.TEXT;
import static io.tandem6.config.ValueKind.TEXTS;
import static io.tandem6.config.ValueKind.UINT32;
import static io.tandem6.config.ValueKind.list;
import static io.tandem6.config.ValueKind.word;

import io.tandem6.config.ValueKind.MapOf;
import io.tandem6.config.ValueKind.Whole;
import java.util.List;

/**
 * The keywords of subnets, their pools and shared networks, and those that all of them inherit from
 * the globals.
 */
final class SubnetSchema {
    private static final ValueKind PREFIX_LENGTH = new Whole(0, 128);

    /** Classes that guard a subnet or pool; which ones may is the reader's business. */
    private static final List<KeySpec> GUARDS =
            List.of(
                    key("client-class", TEXT).nowCalled("client-classes"),
                    key("client-classes", TEXTS),
                    key("require-client-classes", TEXTS).nowCalled("evaluate-additional-classes"),
                    key("evaluate-additional-classes", TEXTS));

    private static final MapSpec POOL =
            strict(
                            "pools",
                            GUARDS,
                            DDNS,
                            mandatory("pool", TEXT),
                            key("pool-id", UINT32).tacitly(0),
                            key("option-data", list(OptionSchema.OPTION_DATA)))
                    .inherits();

    private static final MapSpec PD_POOL =
            strict(
                            "pd-pools",
                            GUARDS,
                            List.of(),
                            mandatory("prefix", TEXT),
                            mandatory("prefix-len", PREFIX_LENGTH),
                            mandatory("delegated-len", PREFIX_LENGTH),
                            key("excluded-prefix", TEXT),
                            key("excluded-prefix-len", PREFIX_LENGTH),
                            key("pool-id", UINT32).tacitly(0),
                            key("option-data", list(OptionSchema.OPTION_DATA)))
                    .inherits();

    private static final MapSpec RELAY =
            strict(
                    "relay",
                    key("ip-address", TEXT).nowCalled("ip-addresses"),
                    key("ip-addresses", TEXTS));

    static final List<KeySpec> LIFETIMES =
            List.of(
                    key("valid-lifetime", UINT32),
                    key("min-valid-lifetime", UINT32),
                    key("max-valid-lifetime", UINT32),
                    key("preferred-lifetime", UINT32),
                    key("min-preferred-lifetime", UINT32),
                    key("max-preferred-lifetime", UINT32));

    private static final List<KeySpec> INHERITED_LIFETIMES =
            LIFETIMES.stream()
                    .map(
                            key ->
                                    switch (key.name()) {
                                        case "valid-lifetime" ->
                                                key.byDefault(LifetimesReader.VALID_DEFAULT);
                                        case "preferred-lifetime" ->
                                                key.byDefault(LifetimesReader.PREFERRED_DEFAULT);
                                        default -> key;
                                    })
                    .toList();

    /** What may be given globally, for a shared network and for a subnet. */
    static final List<KeySpec> INHERITED =
            MapSpec.keys(
                    INHERITED_LIFETIMES,
                    ReservationSchema.RESERVATIONS,
                    DDNS,
                    List.of(
                            key("renew-timer", UINT32),
                            key("rebind-timer", UINT32),
                            key("calculate-tee-times", FLAG).byDefault(true),
                            key("t1-percent", REAL).byDefault(LifetimesReader.T1_PERCENT_DEFAULT),
                            key("t2-percent", REAL).byDefault(LifetimesReader.T2_PERCENT_DEFAULT),
                            key("option-data", list(OptionSchema.OPTION_DATA)).byDefault(List.of()),
                            key("store-extended-info", FLAG).byDefault(false),
                            key("cache-threshold", REAL),
                            key("cache-max-age", UINT32),
                            key("allocator", allocators()),
                            key("pd-allocator", allocators()),
                            inactive("adaptive-lease-time-threshold", REAL, 1)));

    /** What may be given for a shared network and for a subnet. */
    private static final List<KeySpec> LINK =
            MapSpec.keys(
                    INHERITED,
                    GUARDS,
                    List.of(
                            key("interface", TEXT),
                            key("interface-id", TEXT),
                            key("relay", new MapOf(RELAY)),
                            key("rapid-commit", FLAG).tacitly(false)));

    static final MapSpec SUBNET =
            strict(
                            "subnet6",
                            LINK,
                            List.of(),
                            mandatory("subnet", TEXT),
                            key("id", new Whole(0, Subnet.ID_MAX)),
                            key("pools", list(POOL)),
                            key("pd-pools", list(PD_POOL)))
                    .inherits();

    static final MapSpec SHARED_NETWORK =
            strict(
                            "shared-networks",
                            LINK,
                            List.of(),
                            mandatory("name", TEXT),
                            key("subnet6", list(SUBNET)))
                    .inherits();

    private SubnetSchema() {}

    private static ValueKind allocators() {
        return word("iterative", "random", "flq", "shared-flq");
    }
}
