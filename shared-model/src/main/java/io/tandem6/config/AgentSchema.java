package io.tandem6.config;

import static io.tandem6.config.CommonSchema.COMMENTS;
import static io.tandem6.config.KeySpec.inactive;
import static io.tandem6.config.KeySpec.key;
import static io.tandem6.config.KeySpec.mandatory;
import static io.tandem6.config.ValueKind.FLAG;
import static io.tandem6.config.ValueKind.TEXT;
import static io.tandem6.config.ValueKind.UINT16;
import static io.tandem6.config.ValueKind.list;
import static io.tandem6.config.ValueKind.word;

import io.tandem6.config.AgentConfig.Service;
import io.tandem6.config.ValueKind.MapOf;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** The keywords of the {@code Control-agent} configuration. */
final class AgentSchema {
    private static final MapSpec SOCKET =
            MapSpec.strict(
                    "a control socket",
                    MapSpec.keys(
                            COMMENTS,
                            List.of(key("socket-type", word("unix")), key("socket-name", TEXT))));

    private static final MapSpec SOCKETS =
            MapSpec.strict(
                    "control-sockets",
                    MapSpec.keys(
                            COMMENTS,
                            Arrays.stream(Service.values())
                                    .map(service -> key(service.keyword(), new MapOf(SOCKET)))
                                    .toList()));

    static final MapSpec CONTROL_AGENT =
            MapSpec.strict(
                    "Control-agent",
                    MapSpec.keys(
                            COMMENTS,
                            List.of(
                                    key("http-host", TEXT).byDefault("127.0.0.1"),
                                    key("http-port", UINT16).byDefault(8000),
                                    key("http-headers", list(CommonSchema.HTTP_HEADER)),
                                    key("trust-anchor", TEXT),
                                    key("cert-file", TEXT),
                                    key("key-file", TEXT),
                                    key("cert-required", FLAG),
                                    key("authentication", new MapOf(CommonSchema.AUTHENTICATION)),
                                    key("control-sockets", new MapOf(SOCKETS)).byDefault(Map.of()),
                                    inactive(
                                                    "hooks-libraries",
                                                    list(CommonSchema.HOOKS_LIBRARY),
                                                    List.of())
                                            .byDefault(List.of()),
                                    key("loggers", list(CommonSchema.LOGGER)))));

    /** {@code hash} is what Kea adds to {@code config-get}, whose answer may be sent back. */
    static final MapSpec FILE =
            MapSpec.strict(
                    "a control agent configuration file",
                    List.of(
                            mandatory("Control-agent", new MapOf(CONTROL_AGENT)),
                            key("hash", TEXT)));

    private AgentSchema() {}
}
