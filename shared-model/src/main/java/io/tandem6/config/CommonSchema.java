package io.tandem6.config;

import static io.tandem6.config.KeySpec.key;
import static io.tandem6.config.KeySpec.mandatory;
import static io.tandem6.config.ValueKind.FLAG;
import static io.tandem6.config.ValueKind.FREE_MAP;
import static io.tandem6.config.ValueKind.TEXT;
import static io.tandem6.config.ValueKind.UINT16;
import static io.tandem6.config.ValueKind.list;
import static io.tandem6.config.ValueKind.word;

import io.tandem6.config.ValueKind.Whole;
import java.util.List;

/** Keyword tables that the DHCP server's and the control agent's files share. */
final class CommonSchema {
    /** What may stand in nearly every map and means nothing to the server. */
    static final List<KeySpec> COMMENTS =
            List.of(key("user-context", FREE_MAP), key("comment", TEXT), key("metadata", FREE_MAP));

    static final MapSpec LOGGER_OUTPUT =
            MapSpec.strict(
                    "output-options",
                    MapSpec.keys(
                            COMMENTS,
                            List.of(
                                    mandatory("output", TEXT),
                                    key("flush", FLAG).byDefault(true),
                                    key("maxsize", new Whole(0, Long.MAX_VALUE))
                                            .byDefault(10240000),
                                    key("maxver", new Whole(0, Integer.MAX_VALUE)).byDefault(1),
                                    key("pattern", TEXT))));

    static final MapSpec LOGGER =
            MapSpec.strict(
                    "loggers",
                    MapSpec.keys(
                            COMMENTS,
                            List.of(
                                    mandatory("name", TEXT),
                                    key(
                                                    "severity",
                                                    word(
                                                            "DEBUG", "INFO", "WARN", "ERROR",
                                                            "FATAL", "NONE"))
                                            .byDefault("INFO"),
                                    key("debuglevel", new Whole(0, 99)).byDefault(0),
                                    key("output_options", list(LOGGER_OUTPUT))
                                            .nowCalled("output-options"),
                                    key("output-options", list(LOGGER_OUTPUT)))));

    static final MapSpec HOOKS_LIBRARY =
            MapSpec.strict(
                    "hooks-libraries",
                    MapSpec.keys(
                            COMMENTS,
                            List.of(mandatory("library", TEXT), key("parameters", FREE_MAP))));

    static final MapSpec HTTP_HEADER =
            MapSpec.strict(
                    "http-headers",
                    MapSpec.keys(
                            COMMENTS, List.of(mandatory("name", TEXT), mandatory("value", TEXT))));

    static final MapSpec CLIENT =
            MapSpec.strict(
                    "clients",
                    MapSpec.keys(
                            COMMENTS,
                            List.of(
                                    key("user", TEXT),
                                    key("user-file", TEXT),
                                    key("password", TEXT),
                                    key("password-file", TEXT))));

    static final MapSpec AUTHENTICATION =
            MapSpec.strict(
                    "authentication",
                    MapSpec.keys(
                            COMMENTS,
                            List.of(
                                    mandatory("type", word("basic")),
                                    key("realm", TEXT),
                                    key("directory", TEXT),
                                    key("clients", list(CLIENT)))));

    static final MapSpec CONTROL_SOCKET =
            MapSpec.strict(
                    "control-socket",
                    MapSpec.keys(
                            COMMENTS,
                            List.of(
                                    key("socket-type", word("unix", "http", "https")),
                                    key("socket-name", TEXT),
                                    key("socket-address", TEXT),
                                    key("socket-port", UINT16),
                                    key("http-host", TEXT),
                                    key("http-port", UINT16),
                                    key("authentication", new ValueKind.MapOf(AUTHENTICATION)),
                                    key("trust-anchor", TEXT),
                                    key("cert-file", TEXT),
                                    key("key-file", TEXT),
                                    key("cert-required", FLAG),
                                    key("http-headers", list(HTTP_HEADER)))));

    private CommonSchema() {}

    /** A map with {@code keys} and the comments that may stand everywhere. */
    static MapSpec strict(String name, KeySpec... keys) {
        return MapSpec.strict(name, MapSpec.keys(COMMENTS, List.of(keys)));
    }

    /** The same with groups of keywords that other maps have too. */
    static MapSpec strict(
            String name, List<KeySpec> group, List<KeySpec> otherGroup, KeySpec... keys) {
        return MapSpec.strict(name, MapSpec.keys(COMMENTS, group, otherGroup, List.of(keys)));
    }
}
