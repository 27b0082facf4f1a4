package io.tandem6.cli.up;

import io.tandem6.address.Ipv6Address;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/**
 * The pair that is to run: where its files are and what it listens on.
 *
 * @param directory for all files
 * @param loopback name of the loopback interface
 * @param primary answers clients as long as it lives
 * @param standby takes over
 */
record PairPlan(Path directory, String loopback, MemberPlan primary, MemberPlan standby) {
    /** Where agents listen. */
    static final String AGENT_HOST = "127.0.0.1";

    /** Where servers listen. */
    static final String DHCP_HOST = "::1";

    /** The relay agent's address on the link of the only subnet. */
    static final Ipv6Address LINK_ADDRESS = Ipv6Address.parse("2001:db8:1::1");

    /** Longest path of a unix-domain socket in octets; the kernel's field has room for one more. */
    static final int SOCKET_PATH_MAX = 107;

    /** Checks that both control sockets can exist. */
    PairPlan {
        for (MemberPlan member : List.of(primary, standby)) {
            String path = member.controlSocket().toString();
            if (path.getBytes(StandardCharsets.UTF_8).length > SOCKET_PATH_MAX) {
                throw new IllegalArgumentException(
                        "the path of a control socket has more than "
                                + SOCKET_PATH_MAX
                                + " octets: "
                                + path);
            }
        }
    }

    /** The plan with these files and ports. */
    static PairPlan of(Path directory, String loopback, PairPorts ports) {
        return new PairPlan(
                directory,
                loopback,
                member("server1", "primary", directory, ports.primary()),
                member("server2", "standby", directory, ports.standby()));
    }

    /** Both, the primary first. */
    List<MemberPlan> members() {
        return List.of(primary, standby);
    }

    private static MemberPlan member(
            String name, String role, Path directory, PairPorts.Member ports) {
        return new MemberPlan(
                name,
                role,
                directory.resolve(name),
                ports.dhcp(),
                ports.agent(),
                ports.serverManagement(),
                ports.agentManagement());
    }
}
