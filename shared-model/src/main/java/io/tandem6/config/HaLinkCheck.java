package io.tandem6.config;

import io.tandem6.config.HaSettings.Mode;
import io.tandem6.config.JsonValue.JsonString;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Warns of subnets and pools that high availability will not use as the operator must think. Kea
 * says nothing of them; what comes of it are clients without addresses or, worse, two clients with
 * the same one.
 */
final class HaLinkCheck {
    private final List<HaSettings> relationships;
    private final Problems problems;

    private HaLinkCheck(List<HaSettings> relationships, Problems problems) {
        this.relationships = relationships;
        this.problems = problems;
    }

    /** Looks at all subnets of a configuration that is otherwise in order. */
    static void check(Section global, List<HaSettings> relationships, Problems problems) {
        HaLinkCheck check = new HaLinkCheck(relationships, problems);
        for (Section network : global.sections("shared-networks")) {
            network.sections("subnet6").forEach(s -> check.subnet(List.of(network, s)));
        }
        global.sections("subnet6").forEach(s -> check.subnet(List.of(s)));
    }

    /** {@code levels} lead to the subnet, the widest first. */
    private void subnet(List<Section> levels) {
        Section subnet = levels.getLast();
        Optional<HaSettings> relationship = relationship(subnet, levels);
        levels.forEach(level -> guard(level, relationship));
        for (String kind : List.of("pools", "pd-pools")) {
            for (Section pool : subnet.sections(kind)) {
                guard(pool, relationship);
                relationship
                        .filter(r -> r.mode() == Mode.LOAD_BALANCING)
                        .ifPresent(r -> division(pool, kind, levels, r));
            }
        }
    }

    private Optional<HaSettings> relationship(Section subnet, List<Section> levels) {
        Optional<JsonString> name =
                levels.reversed().stream()
                        .flatMap(level -> HaServerName.find(level).stream())
                        .findFirst();
        Optional<HaSettings> named =
                name.flatMap(n -> relationships.stream().filter(r -> r.has(n.value())).findFirst());
        boolean several = relationships.size() > 1;
        if (name.isPresent() && named.isEmpty() && !relationships.isEmpty()) {
            problems.warning(
                    name.get().location(),
                    "no HA relationship has a server '"
                            + JsonToken.excerpt(name.get().value())
                            + (several
                                    ? "': clients of this link will not be served"
                                    : "': the name has no effect"));
        } else if (name.isEmpty() && several) {
            problems.warning(
                    subnet.at("subnet"),
                    "the subnet belongs to none of the "
                            + relationships.size()
                            + " HA relationships and its clients will not be served: give it or its"
                            + " shared network a user-context with 'ha-server-name', the name of"
                            + " one of the servers");
        }
        return several ? named : relationships.stream().findFirst();
    }

    /** HA puts each client into the class of one server; the classes of the others are empty. */
    private void guard(Section section, Optional<HaSettings> relationship) {
        for (JsonString text : guards(section)) {
            if (!text.value().startsWith(HaSettings.CLASS_PREFIX)) {
                continue;
            }
            String server = text.value().substring(HaSettings.CLASS_PREFIX.length());
            if (relationships.stream().noneMatch(r -> r.has(server))) {
                problems.warning(
                        text.location(),
                        "no client is ever in class '"
                                + JsonToken.excerpt(text.value())
                                + "': no HA relationship has a server '"
                                + JsonToken.excerpt(server)
                                + "'");
            } else if (relationship.isPresent() && !relationship.get().scopes().contains(server)) {
                problems.warning(
                        text.location(),
                        "no client of this link is ever in class '"
                                + JsonToken.excerpt(text.value())
                                + "': in mode "
                                + relationship.get().mode().keyword()
                                + " clients are in "
                                + classes(relationship.get()));
            }
        }
    }

    /** What both servers would give, each without knowing of the other, must belong to one. */
    private void division(
            Section pool, String kind, List<Section> levels, HaSettings relationship) {
        List<Section> all = new ArrayList<>(levels);
        all.add(pool);
        boolean shared =
                relationship.scopes().stream()
                        .map(HaSettings::clientClass)
                        .allMatch(name -> all.stream().allMatch(level -> admits(level, name)));
        if (shared) {
            problems.warning(
                    pool.location(),
                    "in mode load-balancing both servers will give the same "
                            + (kind.equals("pools") ? "addresses" : "prefixes")
                            + " from this entry of '"
                            + kind
                            + "': divide it in two and guard each half with 'client-class', one of "
                            + classes(relationship));
        }
    }

    private static boolean admits(Section level, String clientClass) {
        List<JsonString> guards = guards(level);
        return guards.isEmpty() || guards.stream().anyMatch(g -> g.value().equals(clientClass));
    }

    private static List<JsonString> guards(Section section) {
        return Stream.concat(
                        section.filledText("client-class").stream()
                                .map(t -> new JsonString(section.at("client-class"), t)),
                        section.texts("client-classes").stream())
                .toList();
    }

    private static String classes(HaSettings relationship) {
        return String.join(
                ", ", relationship.scopes().stream().map(HaSettings::clientClass).toList());
    }
}
