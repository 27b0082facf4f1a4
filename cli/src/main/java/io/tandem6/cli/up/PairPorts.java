package io.tandem6.cli.up;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.function.IntPredicate;

/**
 * Ports for a pair on the loopback interface.
 *
 * @param primary of the first server and agent
 * @param standby of the second ones
 */
record PairPorts(Member primary, Member standby) {
    private static final int DHCP_FIRST = 10547;
    private static final int AGENT_FIRST = 18001;
    private static final int MANAGEMENT_FIRST = 18081;

    /** How many ports are tried from each of the first ones on. */
    private static final int TRIES = 80;

    /**
     * Of one server and its agent.
     *
     * @param dhcp UDP
     * @param agent TCP
     * @param serverManagement TCP
     * @param agentManagement TCP
     */
    record Member(int dhcp, int agent, int serverManagement, int agentManagement) {}

    /**
     * Ports that nobody uses now. They are well-known ones as long as those are free, so that a
     * command line that worked yesterday works today.
     *
     * @param dhcpHost where the servers will listen
     * @param agentHost where the agents will listen
     * @throws IOException if there are none
     */
    static PairPorts free(InetAddress dhcpHost, InetAddress agentHost) throws IOException {
        return choose(port -> udpIsFree(dhcpHost, port), port -> tcpIsFree(agentHost, port));
    }

    /** Ports for which {@code udp} and {@code tcp} are true. */
    static PairPorts choose(IntPredicate udp, IntPredicate tcp) throws IOException {
        int dhcp1 = first(DHCP_FIRST, udp);
        int dhcp2 = first(dhcp1 + 1, udp);
        int agent1 = first(AGENT_FIRST, tcp);
        int agent2 = first(agent1 + 1, tcp);
        int[] management = new int[4];
        int next = Math.max(MANAGEMENT_FIRST, agent2 + 1);
        for (int i = 0; i < management.length; i++) {
            management[i] = first(next, tcp);
            next = management[i] + 1;
        }
        return new PairPorts(
                new Member(dhcp1, agent1, management[0], management[1]),
                new Member(dhcp2, agent2, management[2], management[3]));
    }

    private static int first(int from, IntPredicate free) throws IOException {
        for (int port = from; port < from + TRIES; port++) {
            if (free.test(port)) {
                return port;
            }
        }
        throw new IOException("no free port from " + from + " to " + (from + TRIES - 1));
    }

    private static boolean udpIsFree(InetAddress host, int port) {
        try (DatagramSocket socket = new DatagramSocket(port, host)) {
            return socket.isBound();
        } catch (IOException e) {
            return false;
        }
    }

    private static boolean tcpIsFree(InetAddress host, int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress(host, port));
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
