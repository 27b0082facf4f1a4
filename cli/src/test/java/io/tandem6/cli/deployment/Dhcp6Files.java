package io.tandem6.cli.deployment;

import io.tandem6.config.Dhcp6Parser;
import io.tandem6.config.Dhcp6ParserOptions;
import io.tandem6.config.ParseResult;
import io.tandem6.config.ServerConfig;
import io.tandem6.config.TextResolver;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.json.JsonReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads the configurations that are deployed, the servers' as a server does. */
final class Dhcp6Files {
    private static final JsonMapper WITH_COMMENTS =
            JsonMapper.builder().enable(JsonReadFeature.ALLOW_JAVA_COMMENTS).build();

    private Dhcp6Files() {}

    /**
     * Reads {@code text} for the server {@code name}.
     *
     * @param included contents of the files that the text includes, by path
     */
    static ParseResult<ServerConfig> server(
            String text, String name, Map<String, String> included) {
        TextResolver resolver =
                path ->
                        included.containsKey(path)
                                ? new TextResolver.Text(included.get(path))
                                : new TextResolver.Unreadable("not deployed");
        return new Dhcp6Parser(resolver, new Dhcp6ParserOptions(Optional.of(name), false))
                .parse("kea-dhcp6.conf", text);
    }

    /** The map {@code Control-agent}. */
    static JsonNode agent(String text) {
        return WITH_COMMENTS.readTree(text).path("Control-agent");
    }

    /** Where an agent looks for the server. */
    static String agentSocket(JsonNode agent) {
        return agent.at("/control-sockets/dhcp6/socket-name").asString();
    }
}
