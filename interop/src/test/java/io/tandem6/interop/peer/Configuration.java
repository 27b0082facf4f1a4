package io.tandem6.interop.peer;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Configuration files made of the templates in the test resources. */
public final class Configuration {
    private Configuration() {}

    /** The server's file of Kea's hot standby example, as {@code serverName}'s. */
    public static String example(String serverName) {
        return template("hot-standby-example.json")
                .replace(
                        "\"this-server-name\": \"server2\"",
                        "\"this-server-name\": \"" + serverName + "\"");
    }

    /** The same with more members of the relationship, such as its user-context. */
    public static String example(String serverName, String relationship) {
        return example(serverName).replace("\"mode\":", relationship + "\"mode\":");
    }

    /**
     * The same with as many addresses as nobody uses up, and with prefixes.
     *
     * @param lifetimes members of the top level, such as {@code "valid-lifetime": 40}, or nothing
     * @param relationship members of the relationship, such as its user-context, or nothing
     */
    public static String spacious(String serverName, String lifetimes, String relationship) {
        String spacious =
                example(serverName, relationship)
                        .replace(
                                "\"pool\": \"2001:db8:1::100 - 2001:db8:1::250\"",
                                "\"pool\": \"2001:db8:1:0:1::/80\"")
                        .replace(
                                "\"interface\": \"eth0\"\n",
                                "\"interface\": \"eth0\", \"pd-pools\": [ { \"prefix\":"
                                        + " \"2001:db8:8000::\", \"prefix-len\": 36,"
                                        + " \"delegated-len\": 56 } ]\n");
        return spacious.replace("\"subnet6\":", lifetimes + "\"subnet6\":");
    }

    /** The server's file for {@code serverName} of a pair. */
    public static String pair(String serverName, PairSettings settings) {
        return fill(
                template("pair.json").replace("${relationship}", settings.relationship()),
                Map.of(
                        "this-server-name", serverName,
                        "mode", settings.mode().keyword(),
                        "second-role", settings.mode().secondRole(),
                        "heartbeat-delay", settings.heartbeatDelayMillis(),
                        "max-response-delay", settings.maxResponseDelayMillis(),
                        "max-ack-delay", settings.maxAckDelayMillis(),
                        "max-unacked-clients", settings.maxUnackedClients(),
                        "delayed-updates-limit", settings.delayedUpdatesLimit(),
                        "pools", settings.poolElements(),
                        "pd-pools", settings.prefixPoolElements()));
    }

    /** The server's file for a server without a partner. */
    public static String alone() {
        return template("alone.json");
    }

    /** The same with leases of half a minute, and one more subnet, behind a relay. */
    public static String shortLived() {
        return template("short-lived.json");
    }

    /** The control agent's file for the host with this address. */
    public static String agent(String address) {
        return fill(template("agent.json"), Map.of("http-host", address));
    }

    private static String fill(String template, Map<String, Object> values) {
        String filled = template;
        for (Map.Entry<String, Object> value : values.entrySet()) {
            filled = filled.replace("${" + value.getKey() + "}", value.getValue().toString());
        }
        if (filled.contains("${")) {
            throw new IllegalStateException(
                    "a template has a place that was not filled:\n" + filled);
        }
        return filled;
    }

    private static String template(String name) {
        try (InputStream in = Configuration.class.getResourceAsStream("/" + name)) {
            if (in == null) {
                throw new IllegalStateException("no test resource " + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
