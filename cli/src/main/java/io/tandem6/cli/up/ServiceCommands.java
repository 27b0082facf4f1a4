package io.tandem6.cli.up;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * How servers and agents are started.
 *
 * @param server program and arguments in front of a server's own ones
 * @param agent likewise for an agent
 */
record ServiceCommands(List<String> server, List<String> agent) {
    private static final String SERVER_MANAGEMENT_PORT = "TANDEM6_SERVER_MANAGEMENT_PORT";
    private static final String SERVER_MANAGEMENT_ADDRESS = "TANDEM6_SERVER_MANAGEMENT_ADDRESS";
    private static final String AGENT_MANAGEMENT_ADDRESS = "TANDEM6_AGENT_MANAGEMENT_ADDRESS";
    private static final String SERVER_NAME = "TANDEM6_SERVER_NAME";
    private static final String AGENT_MANAGEMENT_PORT = "TANDEM6_AGENT_MANAGEMENT_PORT";

    /** Copies the lists. */
    ServiceCommands {
        server = List.copyOf(server);
        agent = List.copyOf(agent);
    }

    /**
     * Starts jars with a JVM that is tuned for a quick start and little memory.
     *
     * @param java the program
     * @param options of the user, after the tuning, so that they win
     */
    static ServiceCommands java(Path java, List<String> options, Path serverJar, Path agentJar) {
        List<String> jvm = new ArrayList<>();
        jvm.add(java.toString());
        jvm.addAll(
                List.of("-Xmx128m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xshare:auto"));
        jvm.addAll(options);
        jvm.add("-jar");
        List<String> server = new ArrayList<>(jvm);
        server.add(serverJar.toString());
        List<String> agent = new ArrayList<>(jvm);
        agent.add(agentJar.toString());
        return new ServiceCommands(server, agent);
    }

    /** The DHCPv6 server of {@code member}. */
    ServiceSpec serverOf(MemberPlan member) {
        List<String> command = new ArrayList<>(server);
        command.addAll(serverArguments(member));
        return new ServiceSpec(member.name(), command, environment(member), member.serverLog());
    }

    /** The control agent of {@code member}. */
    ServiceSpec agentOf(MemberPlan member) {
        List<String> command = new ArrayList<>(agent);
        command.addAll(List.of("-c", member.agentConfig().toString()));
        return new ServiceSpec(
                member.name() + "'s agent", command, environment(member), member.agentLog());
    }

    /** How a user starts the server of {@code member} by hand. */
    static String serverCommandLine(MemberPlan member) {
        return SERVER_MANAGEMENT_PORT
                + "="
                + member.serverManagementPort()
                + " ./tandem6 server "
                + String.join(" ", serverArguments(member));
    }

    private static List<String> serverArguments(MemberPlan member) {
        return List.of(
                "-c", member.serverConfig().toString(), "-p", Integer.toString(member.dhcpPort()));
    }

    private static Map<String, String> environment(MemberPlan member) {
        // Kea's usual place for process ids is closed to ordinary users, and whatever the user's
        // own environment says about names and addresses cannot be right for two servers.
        return Map.of(
                SERVER_NAME,
                member.name(),
                SERVER_MANAGEMENT_ADDRESS,
                PairPlan.AGENT_HOST,
                SERVER_MANAGEMENT_PORT,
                Integer.toString(member.serverManagementPort()),
                AGENT_MANAGEMENT_ADDRESS,
                PairPlan.AGENT_HOST,
                AGENT_MANAGEMENT_PORT,
                Integer.toString(member.agentManagementPort()),
                "KEA_PIDFILE_DIR",
                member.directory().toString(),
                "KEA_LOCKFILE_DIR",
                member.directory().toString());
    }
}
