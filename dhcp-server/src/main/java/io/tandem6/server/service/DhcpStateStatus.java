package io.tandem6.server.service;

import java.util.TreeSet;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The {@code dhcp-state} section of {@code status-get} (Kea 2.7.1 and later). */
public final class DhcpStateStatus {
    private DhcpStateStatus() {}

    /** The section. HA's own wish appears under the origin number that Kea has for it. */
    public static ObjectNode of(ServiceState state) {
        ObjectNode status = JsonNodeFactory.instance.objectNode();
        TreeSet<Long> origins = new TreeSet<>(state.origins());
        state.unwillingRelationships().forEach(id -> origins.add(ServiceState.HA_LOCAL + id));
        status.put("globally-disabled", !state.isOn());
        status.put("disabled-by-user", origins.contains(ServiceState.USER));
        list(
                status.putArray("disabled-by-local-command"),
                origins.subSet(ServiceState.HA_LOCAL, ServiceState.HA_REMOTE));
        list(
                status.putArray("disabled-by-remote-command"),
                origins.subSet(ServiceState.HA_REMOTE, ServiceState.DATABASE));
        list(status.putArray("disabled-by-db-connection"), origins.tailSet(ServiceState.DATABASE));
        return status;
    }

    private static void list(ArrayNode into, Iterable<Long> origins) {
        origins.forEach(into::add);
    }
}
