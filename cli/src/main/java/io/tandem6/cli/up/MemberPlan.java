package io.tandem6.cli.up;

import java.net.URI;
import java.nio.file.Path;

/**
 * One server of the pair and its agent.
 *
 * @param name in the HA configuration
 * @param role {@code primary} or {@code standby}
 * @param directory for all files of this server and its agent
 * @param dhcpPort UDP, where it takes DHCPv6 messages
 * @param agentPort TCP, where its agent takes commands, the partner's included
 * @param serverManagementPort TCP, metrics and health of the server
 * @param agentManagementPort TCP, metrics and health of the agent
 */
record MemberPlan(
        String name,
        String role,
        Path directory,
        int dhcpPort,
        int agentPort,
        int serverManagementPort,
        int agentManagementPort) {
    Path serverConfig() {
        return directory.resolve("dhcp6.json");
    }

    Path agentConfig() {
        return directory.resolve("control-agent.json");
    }

    Path serverLog() {
        return directory.resolve("dhcp-server.log");
    }

    Path agentLog() {
        return directory.resolve("control-agent.log");
    }

    Path controlSocket() {
        return directory.resolve("control.sock");
    }

    Path leaseFile() {
        return directory.resolve("leases6.csv");
    }

    URI agentUri() {
        return URI.create("http://" + PairPlan.AGENT_HOST + ":" + agentPort + "/");
    }
}
