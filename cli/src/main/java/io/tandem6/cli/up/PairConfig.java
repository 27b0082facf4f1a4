package io.tandem6.cli.up;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The configuration files of a pair, as one would write them for Kea.
 *
 * @param plan the pair
 */
record PairConfig(PairPlan plan) {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    /** The number that RFC 5612 sets aside for examples. */
    private static final int EXAMPLE_ENTERPRISE = 32473;

    /** The DHCPv6 server's file. */
    String server(MemberPlan member) {
        ObjectNode dhcp6 = JSON.objectNode();
        dhcp6.putObject("interfaces-config")
                .putArray("interfaces")
                .add(plan.loopback() + "/" + PairPlan.DHCP_HOST);
        dhcp6.set("control-socket", unixSocket(member));
        dhcp6.putObject("lease-database")
                .put("type", "memfile")
                .put("name", member.leaseFile().toString());
        dhcp6.put("data-directory", member.directory().toString());
        // A machine with a loopback interface only has no link-layer address for another type.
        dhcp6.putObject("server-id")
                .put("type", "EN")
                .put("enterprise-id", EXAMPLE_ENTERPRISE)
                .put("identifier", hex(member.name()));
        dhcp6.put("valid-lifetime", 4000)
                .put("preferred-lifetime", 3000)
                .put("renew-timer", 1000)
                .put("rebind-timer", 2000);
        dhcp6.putArray("subnet6").add(subnet());
        dhcp6.putArray("hooks-libraries")
                .add(JSON.objectNode().put("library", "libdhcp_lease_cmds.so"))
                .add(highAvailability(member));
        return pretty("Dhcp6", dhcp6);
    }

    /** The control agent's file. */
    String agent(MemberPlan member) {
        ObjectNode agent = JSON.objectNode();
        agent.put("http-host", PairPlan.AGENT_HOST).put("http-port", member.agentPort());
        agent.putObject("control-sockets").set("dhcp6", unixSocket(member));
        return pretty("Control-agent", agent);
    }

    private static ObjectNode subnet() {
        ObjectNode subnet = JSON.objectNode().put("id", 1).put("subnet", "2001:db8:1::/64");
        subnet.putArray("pools").addObject().put("pool", "2001:db8:1::100 - 2001:db8:1::1ff");
        subnet.putArray("pd-pools")
                .addObject()
                .put("prefix", "2001:db8:8000::")
                .put("prefix-len", 48)
                .put("delegated-len", 56);
        return subnet;
    }

    private ObjectNode highAvailability(MemberPlan member) {
        ObjectNode relationship = JSON.objectNode();
        relationship
                .put("this-server-name", member.name())
                .put("mode", "hot-standby")
                .put("heartbeat-delay", 1000)
                .put("max-response-delay", 3000)
                .put("max-ack-delay", 1000)
                .put("max-unacked-clients", 0);
        // The partner's commands are to come through the agent, whatever the version's default.
        relationship.putObject("multi-threading").put("enable-multi-threading", false);
        var peers = relationship.putArray("peers");
        for (MemberPlan peer : plan.members()) {
            peers.addObject()
                    .put("name", peer.name())
                    .put("url", peer.agentUri().toString())
                    .put("role", peer.role());
        }
        ObjectNode library = JSON.objectNode().put("library", "libdhcp_ha.so");
        library.putObject("parameters").putArray("high-availability").add(relationship);
        return library;
    }

    private static ObjectNode unixSocket(MemberPlan member) {
        return JSON.objectNode()
                .put("socket-type", "unix")
                .put("socket-name", member.controlSocket().toString());
    }

    private static String hex(String text) {
        return HexFormat.of().formatHex(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String pretty(String name, ObjectNode contents) {
        ObjectNode top = JSON.objectNode();
        top.set(name, contents);
        return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(top) + "\n";
    }
}
