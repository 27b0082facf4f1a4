package io.tandem6.config;

import io.tandem6.config.JsonValue.JsonArray;
import io.tandem6.config.JsonValue.JsonBoolean;
import io.tandem6.config.JsonValue.JsonInteger;
import io.tandem6.config.JsonValue.JsonObject;
import io.tandem6.config.JsonValue.JsonReal;
import io.tandem6.config.JsonValue.JsonString;
import io.tandem6.config.JsonValue.Member;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Adds to a configuration as written what {@code config-get} shows: defaults and derived values.
 */
final class ConfigTree {
    private static final String GLOBAL_DEFAULTS =
            """
            {
              "calculate-tee-times": true,
              "ddns-generated-prefix": "myhost",
              "ddns-override-client-update": false,
              "ddns-override-no-update": false,
              "ddns-qualifying-suffix": "",
              "ddns-replace-client-name": "never",
              "ddns-send-updates": true,
              "ddns-update-on-renew": false,
              "decline-probation-period": 86400,
              "dhcp-ddns": {
                "enable-updates": false, "max-queue-size": 1024, "ncr-format": "JSON",
                "ncr-protocol": "UDP", "sender-ip": "0.0.0.0", "sender-port": 0,
                "server-ip": "127.0.0.1", "server-port": 53001
              },
              "dhcp-queue-control": {
                "capacity": 64, "enable-queue": false, "queue-type": "kea-ring6"
              },
              "dhcp4o6-port": 0,
              "early-global-reservations-lookup": false,
              "expired-leases-processing": {
                "flush-reclaimed-timer-wait-time": 25, "hold-reclaimed-time": 3600,
                "max-reclaim-leases": 100, "max-reclaim-time": 250,
                "reclaim-timer-wait-time": 10, "unwarned-reclaim-cycles": 5
              },
              "hooks-libraries": [],
              "host-reservation-identifiers": ["hw-address", "duid"],
              "hostname-char-replacement": "",
              "hostname-char-set": "[^A-Za-z0-9.-]",
              "interfaces-config": { "interfaces": [], "re-detect": true },
              "ip-reservations-unique": true,
              "lease-database": { "type": "memfile" },
              "mac-sources": ["any"],
              "option-data": [],
              "option-def": [],
              "parked-packet-limit": 4096,
              "preferred-lifetime": 3600,
              "relay-supplied-options": ["65"],
              "reservations-global": false,
              "reservations-in-subnet": true,
              "reservations-lookup-first": false,
              "reservations-out-of-pool": false,
              "sanity-checks": { "lease-checks": "warn" },
              "server-id": {
                "enterprise-id": 0, "htype": 0, "identifier": "", "persist": true, "time": 0,
                "type": "LLT"
              },
              "server-tag": "",
              "shared-networks": [],
              "statistic-default-sample-age": 0,
              "statistic-default-sample-count": 20,
              "store-extended-info": false,
              "subnet6": [],
              "t1-percent": 0.5,
              "t2-percent": 0.8,
              "valid-lifetime": 7200
            }
            """;

    private static final String AGENT_DEFAULTS =
            """
            {
              "control-sockets": {}, "hooks-libraries": [], "http-host": "127.0.0.1",
              "http-port": 8000
            }
            """;

    /** Inside these a comment is the user's own. */
    private static final Set<String> FREE_FORM = Set.of("user-context", "parameters");

    private ConfigTree() {}

    /** {@code subnets} in the order of {@link SubnetsReader}. */
    static JsonObject complete(JsonObject root, List<Subnet> subnets) {
        JsonObject written = new Section(root).section("Dhcp6").orElseThrow().json();
        SequencedMap<String, Member> members =
                new LinkedHashMap<>(((JsonObject) commented(written)).members());
        defaults(GLOBAL_DEFAULTS).members().forEach((key, value) -> merge(members, key, value));
        Iterator<Subnet> iterator = subnets.iterator();
        Location at = written.location();
        List<JsonValue> networks = new ArrayList<>();
        for (Section network :
                new Section(new JsonObject(at, members)).sections("shared-networks")) {
            SequencedMap<String, Member> copy = new LinkedHashMap<>(network.json().members());
            put(copy, "subnet6", subnets(network, iterator));
            networks.add(new JsonObject(network.location(), copy));
        }
        JsonArray plain = subnets(new Section(new JsonObject(at, members)), iterator);
        put(members, "shared-networks", new JsonArray(at, networks));
        put(members, "subnet6", plain);
        SequencedMap<String, Member> top = new LinkedHashMap<>();
        put(top, "Dhcp6", new JsonObject(at, members));
        return new JsonObject(root.location(), top);
    }

    /** The control agent's configuration with its defaults. */
    static JsonObject completeAgent(JsonObject root) {
        JsonObject written = new Section(root).section("Control-agent").orElseThrow().json();
        SequencedMap<String, Member> members =
                new LinkedHashMap<>(((JsonObject) commented(written)).members());
        defaults(AGENT_DEFAULTS).members().forEach(members::putIfAbsent);
        SequencedMap<String, Member> top = new LinkedHashMap<>();
        put(top, "Control-agent", new JsonObject(written.location(), members));
        return new JsonObject(root.location(), top);
    }

    private static JsonObject defaults(String text) {
        Problems none = new Problems(false);
        @Nullable JsonObject defaults = KeaJson.read("<default>", text, TextResolver.NONE, none);
        if (defaults == null) {
            throw new IllegalStateException("unreadable defaults: " + none.toList());
        }
        return defaults;
    }

    /** A default map also fills up a map that is there. */
    private static void merge(SequencedMap<String, Member> members, String key, Member value) {
        Member present = members.get(key);
        if (present == null) {
            members.put(key, value);
        } else if (present.value() instanceof JsonObject map
                && value.value() instanceof JsonObject extra) {
            SequencedMap<String, Member> filled = new LinkedHashMap<>(map.members());
            extra.members().forEach(filled::putIfAbsent);
            members.put(
                    key,
                    new Member(present.nameLocation(), new JsonObject(map.location(), filled)));
        }
    }

    private static JsonArray subnets(Section parent, Iterator<Subnet> subnets) {
        List<JsonValue> completed = new ArrayList<>();
        for (Section section : parent.sections("subnet6")) {
            completed.add(subnet(section, subnets.next()));
        }
        return new JsonArray(parent.at("subnet6"), completed);
    }

    private static JsonObject subnet(Section section, Subnet subnet) {
        Location at = section.location();
        SequencedMap<String, Member> members = new LinkedHashMap<>(section.json().members());
        put(members, "id", new JsonInteger(at, subnet.id()));
        Lifetimes lifetimes = subnet.lifetimes();
        lifetime(members, "valid-lifetime", lifetimes.valid(), at);
        lifetime(members, "preferred-lifetime", lifetimes.preferred(), at);
        lifetimes
                .renewTimer()
                .ifPresent(t -> absent(members, "renew-timer", new JsonInteger(at, t)));
        lifetimes
                .rebindTimer()
                .ifPresent(t -> absent(members, "rebind-timer", new JsonInteger(at, t)));
        absent(members, "calculate-tee-times", new JsonBoolean(at, lifetimes.calculateTeeTimes()));
        absent(members, "t1-percent", new JsonReal(at, lifetimes.t1Percent()));
        absent(members, "t2-percent", new JsonReal(at, lifetimes.t2Percent()));
        absent(members, "rapid-commit", new JsonBoolean(at, subnet.rapidCommit()));
        SequencedMap<String, Member> relay = new LinkedHashMap<>();
        put(
                relay,
                "ip-addresses",
                new JsonArray(
                        at,
                        subnet.relays().stream()
                                .map(a -> (JsonValue) new JsonString(at, a.toString()))
                                .toList()));
        put(members, "relay", new JsonObject(at, relay));
        for (String list : List.of("option-data", "pools", "pd-pools", "reservations")) {
            absent(members, list, new JsonArray(at, List.of()));
        }
        return new JsonObject(at, members);
    }

    private static void lifetime(
            SequencedMap<String, Member> members,
            String name,
            Lifetimes.Triplet triplet,
            Location at) {
        put(members, name, new JsonInteger(at, triplet.standard()));
        put(members, "min-" + name, new JsonInteger(at, triplet.min()));
        put(members, "max-" + name, new JsonInteger(at, triplet.max()));
    }

    /** Moves each {@code comment} into the {@code user-context} beside it, as Kea stores it. */
    private static JsonValue commented(JsonValue value) {
        return switch (value) {
            case JsonArray a ->
                    new JsonArray(
                            a.location(),
                            a.elements().stream().map(ConfigTree::commented).toList());
            case JsonObject o -> {
                SequencedMap<String, Member> members = new LinkedHashMap<>();
                o.members()
                        .forEach(
                                (key, member) ->
                                        members.put(
                                                key,
                                                FREE_FORM.contains(key)
                                                        ? member
                                                        : new Member(
                                                                member.nameLocation(),
                                                                commented(member.value()))));
                Member comment = members.remove("comment");
                if (comment != null) {
                    SequencedMap<String, Member> context = new LinkedHashMap<>();
                    new Section(o)
                            .section("user-context")
                            .ifPresent(c -> context.putAll(c.json().members()));
                    context.put("comment", comment);
                    put(members, "user-context", new JsonObject(o.location(), context));
                }
                yield new JsonObject(o.location(), members);
            }
            default -> value;
        };
    }

    private static void put(SequencedMap<String, Member> members, String key, JsonValue value) {
        members.put(key, new Member(value.location(), value));
    }

    private static void absent(SequencedMap<String, Member> members, String key, JsonValue value) {
        members.putIfAbsent(key, new Member(value.location(), value));
    }
}
