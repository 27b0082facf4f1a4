package io.tandem6.config;

import static io.tandem6.config.CommonSchema.COMMENTS;
import static io.tandem6.config.KeySpec.key;
import static io.tandem6.config.KeySpec.mandatory;
import static io.tandem6.config.ValueKind.FLAG;
import static io.tandem6.config.ValueKind.FREE_MAP;
import static io.tandem6.config.ValueKind.TEXT;
import static io.tandem6.config.ValueKind.TEXTS;
import static io.tandem6.config.ValueKind.UINT16;
import static io.tandem6.config.ValueKind.UINT32;
import static io.tandem6.config.ValueKind.list;
import static io.tandem6.config.ValueKind.word;

import io.tandem6.config.HookLibrary.Standing;
import io.tandem6.config.ValueKind.ListOf;
import io.tandem6.config.ValueKind.MapOf;
import io.tandem6.config.ValueKind.Whole;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Kea's hook libraries and the keywords of their parameters. */
final class HookSchema {
    private static final ValueKind CODE = new Whole(1, 65535);

    private static final List<KeySpec> CHANGE =
            List.of(
                    key("code", CODE),
                    key("name", TEXT),
                    key("space", TEXT),
                    key("csv-format", FLAG),
                    key("add", TEXT),
                    key("supersede", TEXT),
                    key("remove", TEXT),
                    key("client-class", TEXT));

    private static final MapSpec FLEX_SUB_OPTION =
            lenient(
                    "sub-options",
                    MapSpec.keys(
                            CHANGE,
                            List.of(key("container-add", FLAG), key("container-remove", FLAG))));

    private static final MapSpec FLEX_OPTION =
            lenient(
                    "options",
                    MapSpec.keys(CHANGE, List.of(key("sub-options", list(FLEX_SUB_OPTION)))));

    private static final MapSpec LEASE_QUERY_ADVANCED =
            lenient(
                    "advanced",
                    List.of(
                            key("bulk-query-enabled", FLAG),
                            key("active-query-enabled", FLAG),
                            key("extended-info-tables-enabled", FLAG),
                            key("lease-query-ip", TEXT),
                            key("lease-query-port", UINT16),
                            key("max-bulk-query-threads", UINT32),
                            key("max-requester-connections", UINT32),
                            key("max-concurrent-queries", UINT32),
                            key("max-requester-idle-time", UINT32),
                            key("max-leases-per-fetch", UINT32)));

    private static final MapSpec ALARM =
            lenient(
                    "alarms",
                    List.of(
                            mandatory("duration-key", FREE_MAP),
                            key("enable-alarm", FLAG),
                            key("high-water-ms", UINT32),
                            key("low-water-ms", UINT32)));

    private static final Map<String, HookLibrary> LIBRARIES = byFile();

    private HookSchema() {}

    /** The library with this file name. */
    static Optional<HookLibrary> library(String file) {
        return Optional.ofNullable(LIBRARIES.get(file));
    }

    static Collection<HookLibrary> libraries() {
        return LIBRARIES.values();
    }

    private static Map<String, HookLibrary> byFile() {
        Map<String, HookLibrary> libraries = new LinkedHashMap<>();
        Stream.of(active(), inactive(), unsupported())
                .flatMap(List::stream)
                .forEach(library -> libraries.put(library.file(), library));
        return libraries;
    }

    private static List<HookLibrary> active() {
        return List.of(
                new HookLibrary("libdhcp_ha.so", Standing.ACTIVE, HaSchema.PARAMETERS),
                new HookLibrary("libdhcp_flex_id.so", Standing.ACTIVE, FlexIdReader.PARAMETERS),
                library("lease_cmds", Standing.ACTIVE),
                library("stat_cmds", Standing.ACTIVE));
    }

    private static List<HookLibrary> inactive() {
        return List.of(
                library("bootp", Standing.INACTIVE),
                library("cb_cmds", Standing.INACTIVE),
                library("class_cmds", Standing.INACTIVE),
                library("ddns_tuning", Standing.INACTIVE, key("hostname-expr", TEXT)),
                library("flex_option", Standing.INACTIVE, mandatory("options", list(FLEX_OPTION))),
                library("gss_tsig", Standing.INACTIVE),
                library("host_cache", Standing.INACTIVE, key("maximum", UINT32)),
                library("host_cmds", Standing.INACTIVE),
                library(
                        "lease_query",
                        Standing.INACTIVE,
                        mandatory("requesters", TEXTS),
                        key("prefix-lengths", new ListOf(new Whole(1, 128))),
                        key("advanced", new MapOf(LEASE_QUERY_ADVANCED))),
                legalLog(),
                library("limits", Standing.INACTIVE),
                library("mysql", Standing.INACTIVE),
                library("mysql_cb", Standing.INACTIVE),
                library(
                        "perfmon",
                        Standing.INACTIVE,
                        key("enable-monitoring", FLAG),
                        key("interval-width-secs", UINT32),
                        key("stats-mgr-reporting", FLAG),
                        key("alarm-report-secs", UINT32),
                        key("alarms", list(ALARM))),
                library("pgsql", Standing.INACTIVE),
                library("pgsql_cb", Standing.INACTIVE),
                library("ping_check", Standing.INACTIVE),
                library("rbac", Standing.INACTIVE),
                library(
                        "run_script",
                        Standing.INACTIVE,
                        mandatory("name", TEXT),
                        key("sync", FLAG)),
                library("subnet_cmds", Standing.INACTIVE));
    }

    /** RADIUS gives and refuses addresses; {@code user_chk} sends clients to other subnets. */
    private static List<HookLibrary> unsupported() {
        return List.of(
                library("radius", Standing.UNSUPPORTED), library("user_chk", Standing.UNSUPPORTED));
    }

    private static HookLibrary legalLog() {
        return new HookLibrary(
                "libdhcp_legal_log.so",
                Standing.INACTIVE,
                lenient(
                        "the parameters of libdhcp_legal_log",
                        MapSpec.keys(
                                DatabaseSchema.ACCESS,
                                List.of(
                                        key(
                                                "type",
                                                word("logfile", "syslog", "mysql", "postgresql")),
                                        key("path", TEXT),
                                        key("base-name", TEXT),
                                        key("time-unit", word("second", "day", "month", "year")),
                                        key("count", UINT32),
                                        key("prerotate", TEXT),
                                        key("postrotate", TEXT),
                                        key("pattern", TEXT),
                                        key("facility", TEXT),
                                        key("timestamp-format", TEXT),
                                        key("request-parser-format", TEXT),
                                        key("response-parser-format", TEXT)))));
    }

    private static HookLibrary library(String name, Standing standing, KeySpec... parameters) {
        return new HookLibrary(
                "libdhcp_" + name + ".so",
                standing,
                lenient("the parameters of libdhcp_" + name, List.of(parameters)));
    }

    private static MapSpec lenient(String name, List<KeySpec> keys) {
        return MapSpec.lenient(name, MapSpec.keys(COMMENTS, keys));
    }
}
