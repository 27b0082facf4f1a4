package io.tandem6.config;

import io.tandem6.config.JsonValue.JsonObject;
import io.tandem6.config.JsonValue.Member;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.SequencedMap;

/** Moves what older files say in {@code dhcp-ddns} to where newer ones say it: to the globals. */
final class DdnsSpelling {
    private static final String DHCP6 = "Dhcp6";
    private static final String DDNS = "dhcp-ddns";

    private DdnsSpelling() {}

    /** The file in the newer spelling; a global value that is there already stays. */
    static JsonObject newer(JsonObject root) {
        Section file = new Section(root);
        Optional<Section> global = file.section(DHCP6);
        Optional<Section> ddns = global.flatMap(g -> g.section(DDNS));
        if (global.isEmpty() || ddns.isEmpty()) {
            return root;
        }
        SequencedMap<String, Member> outer = new LinkedHashMap<>(global.get().json().members());
        SequencedMap<String, Member> inner = new LinkedHashMap<>(ddns.get().json().members());
        ddns.get()
                .json()
                .members()
                .forEach(
                        (name, member) ->
                                newer(name)
                                        .ifPresent(
                                                newName -> {
                                                    inner.remove(name);
                                                    outer.putIfAbsent(newName, member);
                                                }));
        replace(outer, DDNS, inner);
        SequencedMap<String, Member> members = new LinkedHashMap<>(root.members());
        replace(members, DHCP6, outer);
        return new JsonObject(root.location(), members);
    }

    private static void replace(
            SequencedMap<String, Member> map, String name, SequencedMap<String, Member> contents) {
        map.computeIfPresent(
                name,
                (n, member) ->
                        new Member(
                                member.nameLocation(),
                                new JsonObject(member.value().location(), contents)));
    }

    private static Optional<String> newer(String name) {
        return name.startsWith("hostname-char-")
                ? Optional.of(name)
                : Optional.ofNullable(DdnsSchema.DHCP_DDNS.keys().get(name))
                        .flatMap(KeySpec::newer);
    }
}
