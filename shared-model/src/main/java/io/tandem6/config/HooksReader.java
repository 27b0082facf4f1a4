package io.tandem6.config;

import io.tandem6.config.JsonValue.JsonObject;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads {@code hooks-libraries}. A library is recognised by its file name, whatever the directory:
 * nothing is loaded, what Tandem6 can do is built in.
 */
final class HooksReader {
    private static final String HA = "libdhcp_ha.so";
    private static final String LEASE_COMMANDS = "libdhcp_lease_cmds.so";

    private static final String FLEX_ID = "libdhcp_flex_id.so";

    private static final Set<String> BUILT_IN =
            Set.of(HA, FLEX_ID, LEASE_COMMANDS, "libdhcp_stat_cmds.so");

    /** Known to Kea; without them the same clients get the same addresses. */
    private static final Set<String> INACTIVE =
            Set.of(
                    "libdhcp_bootp.so",
                    "libdhcp_cb_cmds.so",
                    "libdhcp_class_cmds.so",
                    "libdhcp_ddns_tuning.so",
                    "libdhcp_flex_option.so",
                    "libdhcp_gss_tsig.so",
                    "libdhcp_host_cache.so",
                    "libdhcp_host_cmds.so",
                    "libdhcp_lease_query.so",
                    "libdhcp_legal_log.so",
                    "libdhcp_limits.so",
                    "libdhcp_mysql.so",
                    "libdhcp_mysql_cb.so",
                    "libdhcp_perfmon.so",
                    "libdhcp_pgsql.so",
                    "libdhcp_pgsql_cb.so",
                    "libdhcp_ping_check.so",
                    "libdhcp_radius.so",
                    "libdhcp_rbac.so",
                    "libdhcp_run_script.so",
                    "libdhcp_subnet_cmds.so",
                    "libdhcp_user_chk.so");

    private final TextResolver resolver;
    private final boolean multiThreading;
    private final FlexIdReader flexIds;
    private final Problems problems;

    /** {@code multiThreading} says whether the server as a whole may have several threads. */
    HooksReader(
            TextResolver resolver,
            boolean multiThreading,
            FlexIdReader flexIds,
            Problems problems) {
        this.resolver = resolver;
        this.multiThreading = multiThreading;
        this.flexIds = flexIds;
        this.problems = problems;
    }

    /**
     * What the libraries are to do.
     *
     * @param highAvailability the HA relationships, empty without the library
     * @param flexId how the flexible identifier is made
     */
    record Hooks(List<HaSettings> highAvailability, Optional<FlexId> flexId) {}

    Hooks read(List<Section> libraries) {
        Map<String, Location> seen = new HashMap<>();
        List<HaSettings> relationships = List.of();
        Optional<FlexId> flexId = Optional.empty();
        for (Section section : libraries) {
            String path = section.text("library").orElseThrow();
            String name = path.substring(path.lastIndexOf('/') + 1);
            Location location = section.at("library");
            Location previous = seen.putIfAbsent(name, location);
            if (previous != null) {
                problems.error(
                        location,
                        "hook library '"
                                + JsonToken.excerpt(name)
                                + "' stands twice, first at "
                                + previous);
            } else if (name.equals(HA)) {
                relationships =
                        new HaReader(resolver, multiThreading, problems).read(parameters(section));
            } else if (name.equals(FLEX_ID)) {
                flexId = flexIds.read(parameters(section));
            } else if (INACTIVE.contains(name)) {
                problems.warning(
                        location, "hook library '" + name + "' is known but not active in Tandem6");
            } else if (!BUILT_IN.contains(name)) {
                problems.unsupported(
                        location,
                        "hook library '" + JsonToken.excerpt(name) + "', unknown to Tandem6, is");
            }
        }
        if (seen.containsKey(HA) && !seen.containsKey(LEASE_COMMANDS)) {
            problems.warning(
                    seen.get(HA),
                    "a Kea partner needs '" + LEASE_COMMANDS + "' beside '" + HA + "'");
        }
        return new Hooks(relationships, flexId);
    }

    private static JsonObject parameters(Section section) {
        return section.section("parameters")
                .map(Section::json)
                .orElseGet(() -> new JsonObject(section.location(), new LinkedHashMap<>()));
    }
}
