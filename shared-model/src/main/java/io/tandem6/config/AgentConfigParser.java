package io.tandem6.config;

import io.tandem6.config.AgentConfig.Authentication;
import io.tandem6.config.AgentConfig.HttpHeader;
import io.tandem6.config.AgentConfig.Service;
import io.tandem6.config.JsonValue.JsonObject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * Reads a {@code Control-agent} configuration of Kea; all problems are collected in one run.
 * Password files are read through the resolver, TLS files are only named.
 */
public final class AgentConfigParser {
    private static final String ROOT_LOGGER = "kea-ctrl-agent";
    private static final String HOST_DEFAULT = "127.0.0.1";
    private static final int PORT_DEFAULT = 8000;
    private static final String REALM_DEFAULT = "kea-control-agent";

    private final TextResolver resolver;

    /** A parser that reads included files and password files with {@code resolver}. */
    public AgentConfigParser(TextResolver resolver) {
        this.resolver = resolver;
    }

    /**
     * Reads {@code text}, a map with the one key {@code Control-agent}.
     *
     * @param sourceName the file's name as problems shall show it
     */
    public ParseResult<AgentConfig> parse(String sourceName, String text) {
        Problems problems = new Problems(false);
        JsonObject root = KeaJson.read(sourceName, text, resolver, problems);
        if (root == null) {
            return new ParseResult<>(Optional.empty(), problems.toList());
        }
        Optional<Section> agent =
                new SchemaCheck(problems)
                        .check(root, AgentSchema.FILE)
                        .flatMap(file -> file.section("Control-agent"));
        return agent.map(a -> read(a, root, problems))
                .orElseGet(() -> new ParseResult<>(Optional.empty(), problems.toList()));
    }

    private ParseResult<AgentConfig> read(Section agent, JsonObject root, Problems problems) {
        String host = agent.text("http-host").orElse(HOST_DEFAULT);
        if (!IpAddressText.isAddress(host)) {
            problems.error(
                    agent.at("http-host"),
                    "'" + JsonToken.excerpt(host) + "' is no IP address (names are not resolved)");
        }
        Optional<TlsFiles> tls = TlsReader.read(Scope.of(agent), agent.location(), problems);
        Optional<Authentication> authentication =
                agent.section("authentication")
                        .flatMap(
                                s ->
                                        new AuthenticationReader(resolver, REALM_DEFAULT, problems)
                                                .read(s));
        SequencedMap<Service, String> sockets = sockets(agent, problems);
        List<HttpHeader> headers = HttpHeadersReader.read(agent.sections("http-headers"), problems);
        List<LoggerConfig> loggers =
                LoggersReader.read(agent.sections("loggers"), ROOT_LOGGER, problems);
        return problems.result(
                () ->
                        new AgentConfig(
                                host,
                                agent.integer("http-port", PORT_DEFAULT),
                                tls,
                                agent.flag("cert-required", true),
                                authentication,
                                sockets,
                                headers,
                                loggers,
                                ConfigTree.completeAgent(root)));
    }

    private static SequencedMap<Service, String> sockets(Section agent, Problems problems) {
        SequencedMap<Service, String> sockets = new LinkedHashMap<>();
        Optional<Section> all = agent.section("control-sockets");
        for (Service service : Service.values()) {
            Optional<Section> socket = all.flatMap(s -> s.section(service.keyword()));
            Optional<String> path = socket.flatMap(s -> s.filledText("socket-name"));
            path.ifPresent(p -> sockets.put(service, p));
            if (socket.isPresent() && path.isEmpty()) {
                problems.warning(
                        socket.get().location(),
                        "no commands can be sent to "
                                + service.keyword()
                                + ": its 'socket-name' is missing");
            }
        }
        return sockets;
    }
}
