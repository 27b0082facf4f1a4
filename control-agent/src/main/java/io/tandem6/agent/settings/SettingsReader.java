package io.tandem6.agent.settings;

import io.tandem6.agent.settings.AgentSettings.Authentication;
import io.tandem6.agent.settings.AgentSettings.Header;
import io.tandem6.agent.settings.AgentSettings.Tls;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;

/** Reads the agent's configuration, from its file or from a command's arguments. */
public final class SettingsReader {
    /** The one key at the top. */
    public static final String TOP = "Control-agent";

    private static final JsonMapper JSON =
            JsonMapper.builder()
                    .enable(
                            JsonReadFeature.ALLOW_JAVA_COMMENTS,
                            JsonReadFeature.ALLOW_YAML_COMMENTS,
                            JsonReadFeature.ALLOW_TRAILING_COMMA)
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build();

    private SettingsReader() {}

    /**
     * Reads a file.
     *
     * @throws SettingsException if it cannot be read or used
     */
    public static AgentSettings read(Path file) throws SettingsException {
        JsonNode root;
        try {
            root = JSON.readTree(Files.readAllBytes(file));
        } catch (IOException e) {
            throw new SettingsException("cannot read " + file + ": " + reason(e));
        } catch (JacksonException e) {
            throw new SettingsException(
                    "%s:%s: %s".formatted(file, place(e), e.getOriginalMessage()));
        }
        JsonNode top = root.get(TOP);
        if (top == null || root.size() != 1) {
            throw new SettingsException(
                    file + ": the file must hold one map with the one key '" + TOP + "'");
        }
        try {
            return read(top);
        } catch (SettingsException e) {
            throw new SettingsException(file + ": " + e.getMessage());
        }
    }

    private static String place(JacksonException e) {
        var location = e.getLocation();
        return location == null ? "0:0" : location.getLineNr() + ":" + location.getColumnNr();
    }

    /**
     * Reads the {@code Control-agent} map.
     *
     * @throws SettingsException if it cannot be used
     */
    public static AgentSettings read(JsonNode top) throws SettingsException {
        if (!top.isObject()) {
            throw new SettingsException("'" + TOP + "' parameter expected to be a map.");
        }
        return new AgentSettings(
                string(top, "http-host", "127.0.0.1"),
                port(top),
                sockets(map(top, "control-sockets")),
                authentication(map(top, "authentication")),
                tls(top),
                headers(list(top, "http-headers")));
    }

    private static int port(JsonNode top) throws SettingsException {
        JsonNode port = top.get("http-port");
        if (port == null) {
            return 8000;
        }
        if (!port.isIntegralNumber() || !port.canConvertToInt()) {
            throw new SettingsException("http-port must be an integer");
        }
        if (port.intValue() < 0 || port.intValue() > 65_535) {
            throw new SettingsException(
                    "out of range value ("
                            + port.intValue()
                            + ") specified for parameter"
                            + " 'http-port': 0 to 65535 are possible");
        }
        return port.intValue();
    }

    private static SortedMap<String, Path> sockets(JsonNode sockets) throws SettingsException {
        SortedMap<String, Path> paths = new TreeMap<>();
        for (Map.Entry<String, JsonNode> socket : sockets.properties()) {
            if (!string(socket.getValue(), "socket-type", "unix").equals("unix")) {
                throw new SettingsException(
                        "control-sockets, " + socket.getKey() + ": socket-type must be 'unix'");
            }
            String name = string(socket.getValue(), "socket-name", "");
            if (!name.isEmpty()) {
                paths.put(socket.getKey(), Path.of(name));
            }
        }
        return paths;
    }

    private static Optional<Authentication> authentication(JsonNode authentication)
            throws SettingsException {
        Path directory = Path.of("/" + string(authentication, "directory", ""));
        Map<String, String> passwords = new HashMap<>();
        for (JsonNode client : list(authentication, "clients")) {
            Optional<String> user = secret(client, "user", directory);
            Optional<String> password = secret(client, "password", directory);
            String both = user.orElse("") + ":" + password.orElse("");
            if (user.isEmpty()) {
                both = password.orElse("");
            }
            int colon = both.indexOf(':');
            if (colon <= 0 || user.filter(name -> name.contains(":")).isPresent()) {
                throw new SettingsException(
                        "authentication: each client needs a user, not empty and without a colon");
            }
            passwords.put(both.substring(0, colon), both.substring(colon + 1));
        }
        return passwords.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        new Authentication(
                                string(authentication, "realm", "kea-control-agent"), passwords));
    }

    private static Optional<String> secret(JsonNode client, String key, Path directory)
            throws SettingsException {
        String file = string(client, key + "-file", "");
        if (file.isEmpty()) {
            return client.has(key) ? Optional.of(string(client, key, "")) : Optional.empty();
        }
        if (client.has(key)) {
            throw new SettingsException(key + " and " + key + "-file are mutually exclusive");
        }
        Path path = directory.resolve(file.startsWith("/") ? file.substring(1) : file);
        try {
            return Optional.of(Files.readString(path, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new SettingsException("can't open file '" + path + "': " + reason(e));
        }
    }

    private static Optional<Tls> tls(JsonNode top) throws SettingsException {
        List<String> keys = List.of("trust-anchor", "cert-file", "key-file");
        List<String> missing = new ArrayList<>();
        for (String key : keys) {
            if (string(top, key, "").isEmpty()) {
                missing.add(key);
            }
        }
        if (missing.size() == keys.size()) {
            return Optional.empty();
        }
        if (!missing.isEmpty()) {
            throw new SettingsException(
                    missing.getFirst()
                            + " parameter is missing or empty: all or none of TLS parameters must"
                            + " be set");
        }
        return Optional.of(
                new Tls(
                        Path.of(string(top, "trust-anchor", "")),
                        Path.of(string(top, "cert-file", "")),
                        Path.of(string(top, "key-file", "")),
                        top.path("cert-required").asBoolean(true)));
    }

    private static List<Header> headers(JsonNode headers) throws SettingsException {
        List<Header> result = new ArrayList<>();
        for (JsonNode header : headers) {
            String name = string(header, "name", "");
            String value = string(header, "value", "");
            if (name.isEmpty() || (name + value).chars().anyMatch(c -> c < ' ' || c > '~')) {
                throw new SettingsException(
                        "http-headers: each needs a name, and name and value must be printable");
            }
            result.add(new Header(name, value));
        }
        return result;
    }

    private static String string(JsonNode map, String key, String otherwise)
            throws SettingsException {
        JsonNode value = map.get(key);
        if (value == null) {
            return otherwise;
        }
        if (!value.isString()) {
            throw new SettingsException(key + " must be a string");
        }
        return value.stringValue();
    }

    private static JsonNode map(JsonNode parent, String key) throws SettingsException {
        return child(parent.get(key), key, "map", JsonNodeFactory.instance.objectNode());
    }

    private static JsonNode list(JsonNode parent, String key) throws SettingsException {
        return child(parent.get(key), key, "list", JsonNodeFactory.instance.arrayNode());
    }

    private static JsonNode child(
            @Nullable JsonNode value, String key, String kind, JsonNode otherwise)
            throws SettingsException {
        if (value == null) {
            return otherwise;
        }
        if (value.getNodeType() != otherwise.getNodeType()) {
            throw new SettingsException(key + " must be a " + kind);
        }
        return value;
    }

    private static String reason(IOException e) {
        return e instanceof java.nio.file.NoSuchFileException
                ? "No such file or directory"
                : String.valueOf(e.getMessage());
    }
}
