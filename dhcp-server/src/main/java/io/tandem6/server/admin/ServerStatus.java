package io.tandem6.server.admin;

import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The answer of {@code status-get}. */
public final class ServerStatus {
    private ServerStatus() {}

    /**
     * Kea's form of the answer.
     *
     * @param pid process id
     * @param uptimeSeconds since the start
     * @param reloadSeconds since the configuration in force was loaded
     * @param socketProblems what cannot be listened on; it is retried for ever
     * @param dhcpState who has the DHCP service off
     * @param relationships the HA relationships; left out if there are none
     */
    public static ObjectNode of(
            long pid,
            long uptimeSeconds,
            long reloadSeconds,
            List<String> socketProblems,
            ObjectNode dhcpState,
            ArrayNode relationships) {
        ObjectNode status = JsonNodeFactory.instance.objectNode();
        status.put("pid", pid);
        status.put("uptime", uptimeSeconds);
        status.put("reload", reloadSeconds);
        status.put("multi-threading-enabled", false);
        ObjectNode sockets = status.putObject("sockets");
        sockets.put("status", socketProblems.isEmpty() ? "ready" : "retrying");
        if (!socketProblems.isEmpty()) {
            ArrayNode errors = sockets.putArray("errors");
            socketProblems.forEach(errors::add);
        }
        status.set("dhcp-state", dhcpState);
        if (!relationships.isEmpty()) {
            status.set("high-availability", relationships);
        }
        return status;
    }
}
