package io.tandem6.cli.up;

import io.tandem6.cli.client.Binding;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** Texts around the story: what there is, and what to try. */
final class Overview {
    private Overview() {}

    /** The pair as a table. */
    static List<String> of(PairPlan plan) {
        List<String> lines = new ArrayList<>();
        lines.add("A hot-standby pair on this machine, all files in " + plan.directory());
        lines.add("");
        String row = "  %-9s %-9s %-14s %-26s %s";
        lines.add(row.formatted("", "role", "DHCPv6", "control agent", "metrics").stripTrailing());
        for (MemberPlan member : plan.members()) {
            lines.add(
                    row.formatted(
                            member.name(),
                            member.role(),
                            "[" + PairPlan.DHCP_HOST + "]:" + member.dhcpPort(),
                            member.agentUri(),
                            "http://%s:%d/actuator/prometheus"
                                    .formatted(
                                            PairPlan.AGENT_HOST, member.serverManagementPort())));
        }
        lines.add("");
        return lines;
    }

    /** Commands worth typing while {@code pair} runs and {@code binding} is leased. */
    static List<String> suggestions(Pair pair, Binding binding) {
        MemberPlan primary = pair.plan().primary();
        MemberPlan standby = pair.plan().standby();
        ObjectNode lease = PairObserver.leaseGet("IA_NA", binding.address().toString());
        return List.of(
                "",
                "Try:",
                "  " + AgentClient.curlLine(primary.agentUri(), AgentClient.command("status-get")),
                "  "
                        + AgentClient.curlLine(
                                standby.agentUri(), AgentClient.command("ha-heartbeat")),
                "  " + AgentClient.curlLine(standby.agentUri(), lease),
                "  "
                        + AgentClient.curlLine(
                                standby.agentUri(), AgentClient.command("lease6-get-all")),
                "  tail -f " + standby.serverLog(),
                "  kill -9 "
                        + pair.service(primary.name()).pid()
                        + "    # the primary; the standby takes over");
    }
}
