package io.tandem6.agent.settings;

import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Writes settings as {@code config-get} shows them, defaults included. */
public final class SettingsJson {
    private SettingsJson() {}

    /** The object with the one key {@code Control-agent}. */
    public static ObjectNode of(AgentSettings settings) {
        ObjectNode root = JsonNodeFactory.instance.objectNode();
        ObjectNode top = root.putObject(SettingsReader.TOP);
        top.put("http-host", settings.httpHost()).put("http-port", settings.httpPort());
        top.putArray("hooks-libraries");
        ObjectNode sockets = top.putObject("control-sockets");
        settings.sockets()
                .forEach(
                        (service, path) ->
                                sockets.putObject(service)
                                        .put("socket-type", "unix")
                                        .put("socket-name", path.toString()));
        settings.authentication().ifPresent(auth -> put(top.putObject("authentication"), auth));
        settings.tls()
                .ifPresent(
                        tls ->
                                top.put("trust-anchor", tls.trustAnchor().toString())
                                        .put("cert-file", tls.certFile().toString())
                                        .put("key-file", tls.keyFile().toString())
                                        .put("cert-required", tls.certRequired()));
        if (!settings.headers().isEmpty()) {
            ArrayNode headers = top.putArray("http-headers");
            settings.headers()
                    .forEach(
                            header ->
                                    headers.addObject()
                                            .put("name", header.name())
                                            .put("value", header.value()));
        }
        return root;
    }

    private static void put(ObjectNode node, AgentSettings.Authentication authentication) {
        node.put("type", "basic").put("realm", authentication.realm()).put("directory", "");
        ArrayNode clients = node.putArray("clients");
        authentication
                .passwords()
                .forEach(
                        (user, password) ->
                                clients.addObject().put("user", user).put("password", password));
    }
}
