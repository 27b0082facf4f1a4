package io.tandem6.interop.database;

import io.tandem6.interop.lab.Host;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * One of the nodes of a PostgreSQL cluster that fails over by itself: Debian's Patroni, the
 * PostgreSQL that it starts, and a member of the etcd cluster in which the Patronis agree on who is
 * the primary. What still runs in the end is ended with the lab.
 */
final class PatroniNode {
    private static final String SCOPE = "kea";
    private static final int ETCD_PORT = 2379;
    private static final int ETCD_PEER_PORT = 2380;
    private static final int PATRONI_PORT = 8008;
    private static final Duration LIMIT = Duration.ofSeconds(20);

    /**
     * A primary that has not renewed its claim for 20 seconds, the least that Patroni takes, is
     * replaced. It acknowledges nothing that no standby has.
     */
    private static final String SETTINGS =
            """
            scope: %s
            name: %s
            restapi:
              listen: %3$s:%4$d
              connect_address: %3$s:%4$d
            etcd3:
              hosts: [ %5$s ]
            bootstrap:
              dcs:
                ttl: 20
                loop_wait: 2
                retry_timeout: 3
                synchronous_mode: true
                synchronous_mode_strict: true
              initdb: [ { auth: trust }, { encoding: UTF8 } ]
              pg_hba: [ local all all trust, "host all,replication all 192.168.56.0/24 trust" ]
            postgresql:
              listen: %3$s:5432
              connect_address: %3$s:5432
              data_dir: %6$s
              bin_dir: %7$s
              pgpass: /tmp/pgpass
              authentication:
                superuser: { username: postgres }
                replication: { username: postgres }
              parameters: { unix_socket_directories: /tmp }
            """;

    private final Host host;
    private final Postgres database;

    private PatroniNode(Host host, Postgres database) {
        this.host = host;
        this.database = database;
    }

    /** Starts a cluster on these hosts, given with their IPv4 addresses; does not wait for it. */
    static List<PatroniNode> start(Map<Host, String> hosts) {
        for (String program : List.of("etcd", "patroni")) {
            if (!Files.isExecutable(Path.of("/usr/bin", program))) {
                throw new IllegalStateException(
                        "there is no /usr/bin/"
                                + program
                                + ". On Debian: apt-get install patroni etcd-server python3-etcd");
            }
        }
        List<PatroniNode> nodes = new ArrayList<>();
        hosts.forEach((host, address) -> nodes.add(start(hosts, host, address)));
        return nodes;
    }

    private static PatroniNode start(Map<Host, String> hosts, Host host, String address) {
        host.start(etcd(hosts, host, address), Map.of(), "etcd.log");
        String members =
                hosts.values().stream()
                        .map(member -> "\"" + member + ":" + ETCD_PORT + "\"")
                        .collect(Collectors.joining(", "));
        Postgres database = new Postgres(host, address);
        String settings =
                SETTINGS.formatted(
                        SCOPE,
                        host.name(),
                        address,
                        PATRONI_PORT,
                        members,
                        Postgres.DATA,
                        Postgres.programs());
        host.start(
                Postgres.asPostgres("patroni", host.write("patroni.yml", settings).toString()),
                Map.of("HOME", "/tmp"),
                "patroni.log");
        return new PatroniNode(host, database);
    }

    private static List<String> etcd(Map<Host, String> hosts, Host host, String address) {
        String here = "http://" + address + ":";
        return List.of(
                "etcd",
                "--name=" + host.name(),
                "--data-dir=/tmp/etcd",
                "--listen-client-urls=" + here + ETCD_PORT,
                "--advertise-client-urls=" + here + ETCD_PORT,
                "--listen-peer-urls=" + here + ETCD_PEER_PORT,
                "--initial-advertise-peer-urls=" + here + ETCD_PEER_PORT,
                "--initial-cluster="
                        + hosts.entrySet().stream()
                                .map(
                                        member ->
                                                member.getKey().name()
                                                        + "=http://"
                                                        + member.getValue()
                                                        + ":"
                                                        + ETCD_PEER_PORT)
                                .collect(Collectors.joining(",")));
    }

    /** The PostgreSQL of this node. */
    Postgres database() {
        return database;
    }

    /** True if Patroni says so and PostgreSQL takes changes. */
    boolean isPrimary() {
        String url = "http://" + database.address() + ":" + PATRONI_PORT + "/primary";
        List<String> command = List.of("curl", "--silent", "--fail", "--output", "/dev/null", url);
        return host.run(LIMIT, command).status() == 0;
    }

    /** Ends everything on the host at once, as a power cut would. */
    void kill() {
        host.killAll();
    }

    @Override
    public String toString() {
        return host.name();
    }
}
