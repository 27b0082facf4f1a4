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
import java.util.Locale;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;

/**
 * Adds to a configuration as written what {@code config-get} shows: defaults and derived values.
 */
final class ConfigTree {
    /** Inside these a comment is the user's own. */
    private static final Set<String> FREE_FORM = Set.of("user-context", "parameters");

    private static final Set<String> POOLS = Set.of("pools", "pd-pools");

    private final Iterator<Subnet> subnets;
    private final OptionDefinitions definitions;
    private final Section global;

    private ConfigTree(Section global, List<Subnet> subnets, OptionDefinitions definitions) {
        this.global = global;
        this.subnets = subnets.iterator();
        this.definitions = definitions;
    }

    /** {@code subnets} in the order of {@link SubnetsReader}. */
    static JsonObject complete(
            JsonObject root, List<Subnet> subnets, OptionDefinitions definitions) {
        JsonObject global = prepared(root, "Dhcp6", Dhcp6Schema.DHCP6);
        return new ConfigTree(new Section(global), subnets, definitions).complete(root);
    }

    /** The control agent's configuration with its defaults. */
    static JsonObject completeAgent(JsonObject root) {
        SequencedMap<String, Member> top = new LinkedHashMap<>();
        put(top, "Control-agent", prepared(root, "Control-agent", AgentSchema.CONTROL_AGENT));
        return new JsonObject(root.location(), top);
    }

    private static JsonObject prepared(JsonObject root, String name, MapSpec spec) {
        JsonObject written = new Section(root).section(name).orElseThrow().json();
        return StandardValues.fill((JsonObject) tidied(written), spec);
    }

    private JsonObject complete(JsonObject root) {
        Location at = global.location();
        SequencedMap<String, Member> members = new LinkedHashMap<>(global.json().members());
        List<JsonValue> networks = new ArrayList<>();
        for (Section network : global.sections("shared-networks")) {
            networks.add(network(network));
        }
        JsonArray plain = subnets(global);
        put(members, "shared-networks", new JsonArray(at, networks));
        put(members, "subnet6", plain);
        SequencedMap<String, Member> top = new LinkedHashMap<>();
        put(top, "Dhcp6", named(new JsonObject(at, members)));
        return new JsonObject(root.location(), top);
    }

    private JsonObject network(Section section) {
        SequencedMap<String, Member> members = new LinkedHashMap<>(section.json().members());
        Scope scope = Scope.of(section, global);
        LifetimesReader.read(scope, new Problems(true))
                .ifPresent(lifetimes -> lifetimes(members, lifetimes, section.location()));
        inherited(members, scope, section.location());
        absent(
                members,
                "rapid-commit",
                new JsonBoolean(
                        section.location(),
                        section.sections("subnet6").stream()
                                .anyMatch(s -> s.flag("rapid-commit", false))));
        put(members, "relay", relay(section));
        put(members, "subnet6", subnets(section));
        return new JsonObject(section.location(), members);
    }

    private JsonArray subnets(Section parent) {
        List<JsonValue> completed = new ArrayList<>();
        for (Section section : parent.sections("subnet6")) {
            completed.add(subnet(section, subnets.next()));
        }
        return new JsonArray(parent.at("subnet6"), completed);
    }

    private JsonObject subnet(Section section, Subnet subnet) {
        Location at = section.location();
        SequencedMap<String, Member> members = new LinkedHashMap<>(section.json().members());
        put(members, "id", new JsonInteger(at, subnet.id()));
        lifetimes(members, subnet.lifetimes(), at);
        absent(
                members,
                "store-extended-info",
                new JsonBoolean(at, subnet.leasing().storeExtendedInfo()));
        absent(members, "rapid-commit", new JsonBoolean(at, subnet.rapidCommit()));
        put(members, "relay", relay(section));
        for (String list : List.of("option-data", "pools", "pd-pools", "reservations")) {
            absent(members, list, new JsonArray(at, List.of()));
        }
        return new JsonObject(at, members);
    }

    private static void inherited(SequencedMap<String, Member> members, Scope scope, Location at) {
        absent(
                members,
                "store-extended-info",
                new JsonBoolean(at, scope.flag("store-extended-info").orElse(false)));
        absent(members, "option-data", new JsonArray(at, List.of()));
    }

    /** Relay agents as a list, even if one was written without. */
    private static JsonObject relay(Section section) {
        Location at = section.at("relay");
        List<JsonValue> addresses = new ArrayList<>();
        Optional<Section> relay = section.section("relay");
        relay.ifPresent(
                r -> {
                    addresses.addAll(r.texts("ip-addresses"));
                    r.filledText("ip-address").ifPresent(t -> addresses.add(new JsonString(at, t)));
                });
        SequencedMap<String, Member> members = new LinkedHashMap<>();
        put(members, "ip-addresses", new JsonArray(at, addresses));
        return new JsonObject(at, members);
    }

    private static void lifetimes(
            SequencedMap<String, Member> members, Lifetimes lifetimes, Location at) {
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
    }

    /** Each option with its code and its name, and each pool with a list of options. */
    private JsonObject named(JsonObject map) {
        SequencedMap<String, Member> members = new LinkedHashMap<>();
        map.members()
                .forEach(
                        (name, member) ->
                                members.put(
                                        name,
                                        FREE_FORM.contains(name)
                                                ? member
                                                : new Member(
                                                        member.nameLocation(),
                                                        named(name, member.value()))));
        return new JsonObject(map.location(), members);
    }

    private JsonValue named(String name, JsonValue value) {
        return switch (value) {
            case JsonObject map -> named(map);
            case JsonArray list ->
                    new JsonArray(
                            list.location(),
                            list.elements().stream().map(each -> element(name, each)).toList());
            default -> value;
        };
    }

    private JsonValue element(String list, JsonValue value) {
        if (!(value instanceof JsonObject map)) {
            return value;
        }
        SequencedMap<String, Member> members = new LinkedHashMap<>(named(map).members());
        if (POOLS.contains(list)) {
            absent(members, "option-data", new JsonArray(map.location(), List.of()));
        }
        if (list.equals("option-data")) {
            Section option = new Section(map);
            definition(option)
                    .ifPresent(
                            d -> {
                                Location at = map.location();
                                absent(members, "code", new JsonInteger(at, d.code()));
                                absent(members, "name", new JsonString(at, d.name()));
                            });
        }
        return new JsonObject(map.location(), members);
    }

    private Optional<OptionDefinition> definition(Section option) {
        String space = option.filledText("space").orElse(OptionData.DHCP6_SPACE);
        return option.number("code").isPresent()
                ? definitions.byCode(space, option.integer("code", 0))
                : option.filledText("name").flatMap(name -> definitions.byName(space, name));
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

    /**
     * As Kea keeps it: each {@code comment} in the {@code user-context} beside it, and {@code
     * reservation-mode} as what it stands for.
     */
    private static JsonValue tidied(JsonValue value) {
        return switch (value) {
            case JsonArray a ->
                    new JsonArray(
                            a.location(), a.elements().stream().map(ConfigTree::tidied).toList());
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
                                                                tidied(member.value()))));
                moveComment(o, members);
                replaceReservationMode(o, members);
                yield new JsonObject(o.location(), members);
            }
            default -> value;
        };
    }

    private static void moveComment(JsonObject map, SequencedMap<String, Member> members) {
        Member comment = members.remove("comment");
        if (comment != null) {
            SequencedMap<String, Member> context = new LinkedHashMap<>();
            new Section(map)
                    .section("user-context")
                    .ifPresent(c -> context.putAll(c.json().members()));
            context.put("comment", comment);
            put(members, "user-context", new JsonObject(map.location(), context));
        }
    }

    private static void replaceReservationMode(
            JsonObject map, SequencedMap<String, Member> members) {
        Optional<String> mode = new Section(map).text("reservation-mode");
        if (mode.isPresent() && members.remove("reservation-mode") != null) {
            Location at = map.location();
            String word = mode.get().toLowerCase(Locale.ROOT);
            boolean outOfPool = word.equals("out-of-pool");
            absent(members, "reservations-global", new JsonBoolean(at, word.equals("global")));
            absent(
                    members,
                    "reservations-in-subnet",
                    new JsonBoolean(at, outOfPool || word.equals("all")));
            absent(members, "reservations-out-of-pool", new JsonBoolean(at, outOfPool));
        }
    }

    private static void put(SequencedMap<String, Member> members, String key, JsonValue value) {
        members.put(key, new Member(value.location(), value));
    }

    private static void absent(SequencedMap<String, Member> members, String key, JsonValue value) {
        members.putIfAbsent(key, new Member(value.location(), value));
    }
}
