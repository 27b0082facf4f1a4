package io.tandem6.interop.peer;

import io.tandem6.interop.lab.Await;
import io.tandem6.interop.lab.Host;
import io.tandem6.interop.swarm.SwarmReport;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A server and its control agent on one host. Their output is in the host's files {@code
 * server.log} and {@code agent.log}, across restarts. What still runs in the end is ended with the
 * lab.
 */
public final class Peer {
    /** Kea's default lease file. */
    public static final String LEASE_FILE = "/var/lib/kea/kea-leases6.csv";

    private static final String DUID_FILE = "/var/lib/kea/kea-dhcp6-serverid";
    private static final Duration START_LIMIT = Duration.ofSeconds(120);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(20);

    private final Host host;
    private final String address;
    private final AgentClient agentClient;
    private Software software;
    private @Nullable Process server;
    private @Nullable Process agent;

    /** A peer that does not run yet, on the host with this IPv4 address. */
    public Peer(Host host, String address, Software software, String serverConfiguration) {
        this.host = host;
        this.address = address;
        this.software = software;
        this.agentClient = new AgentClient(host, "http://" + address + ":8000/");
        configure(software, serverConfiguration);
    }

    /** Writes the configuration for the next start, possibly of other software. */
    public void configure(Software newSoftware, String serverConfiguration) {
        software = newSoftware;
        host.write("server.json", software.adapted(serverConfiguration));
        host.write("agent.json", software.adapted(Configuration.agent(address)));
    }

    /** Starts both programs and returns when the server answers commands sent to the agent. */
    public void start() {
        launch();
        awaitAnswer();
    }

    /** Starts both programs without waiting for them. */
    public void launch() {
        startServer();
        startAgent();
    }

    /** Starts the server without waiting for it. */
    public void startServer() {
        server = start(software.server(host.file("server.json")), "server.log");
    }

    /** Starts the control agent without waiting for it. */
    public void startAgent() {
        agent = start(software.agent(host.file("agent.json")), "agent.log");
    }

    /** Returns when the server answers commands sent to the agent. */
    public void awaitAnswer() {
        Await.that(
                software + " on " + host.name() + " to answer, see " + host.file("server.log"),
                START_LIMIT,
                () -> {
                    if (!serverRuns()) {
                        throw new AssertionError(
                                software + " on " + host.name() + " ended:\n" + serverLog());
                    }
                    return agentClient.tryCommand("version-get").isPresent();
                });
    }

    /** Another server process with other configuration, and a free port for its metrics. */
    public Process startServerWith(Path configuration, String log) {
        Map<String, String> environment = new HashMap<>(software.environment());
        environment.put("TANDEM6_SERVER_MANAGEMENT_PORT", "0");
        return host.start(software.server(configuration), environment, log);
    }

    private Process start(List<String> command, String log) {
        return host.start(command, software.environment(), log);
    }

    /** Ends both programs as an operator does. */
    public void stop() {
        end("server", server, false);
        end("agent", agent, false);
    }

    /** Ends both programs without giving them a chance to tidy up. */
    public void kill() {
        end("server", server, true);
        end("agent", agent, true);
    }

    /** Ends the control agent without giving it a chance to tidy up; the server goes on. */
    public void killAgent() {
        end("agent", agent, true);
    }

    /** Forgets all leases; to be called while the server does not run. */
    public void removeLeases() {
        host.delete(LEASE_FILE);
    }

    /** Ends the server as an operator does. */
    public void stopServer() {
        end("server", server, false);
    }

    /** Ends the server without giving it a chance to tidy up. */
    public void killServer() {
        end("server", server, true);
    }

    private void end(String what, @Nullable Process process, boolean kill) {
        if (process == null) {
            return;
        }
        if (kill) {
            process.destroyForcibly();
        } else {
            process.destroy();
        }
        Await.that(
                "the end of the " + what + " on " + host.name(),
                STOP_LIMIT,
                () -> !process.isAlive());
    }

    /** The exit status of a server that ends by itself. */
    public int awaitServerEnd() {
        Process process = server;
        if (process == null) {
            throw new IllegalStateException("no server was started on " + host.name());
        }
        Await.that(
                "the end of the server on " + host.name(), START_LIMIT, () -> !process.isAlive());
        return process.exitValue();
    }

    /** True while the server's process lives. */
    public boolean serverRuns() {
        return server != null && server.isAlive();
    }

    /** The process id of the server that was started last. */
    public long serverId() {
        if (server == null) {
            throw new IllegalStateException("no server was started on " + host.name());
        }
        return server.pid();
    }

    /** True if this is a Kea, and the client still waits for what it has offered. */
    boolean hasDeserted(SwarmReport.Client client) {
        return software instanceof Kea && !client.served() && duid().equals(client.server());
    }

    private String duid() {
        try {
            return Files.readString(host.disk(DUID_FILE)).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** How many Replies to clients the server has sent since its start. */
    public long repliesSent() {
        return software.repliesSent(host, agentClient);
    }

    /** The host. */
    public Host host() {
        return host;
    }

    /** Talks to the control agent, from its own host. */
    public AgentClient agent() {
        return agentClient;
    }

    /** Where the leases are. */
    public Path leaseFile() {
        return host.disk(LEASE_FILE);
    }

    /** What the server has written so far. */
    public String serverLog() {
        try {
            return Files.readString(host.file("server.log"), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
