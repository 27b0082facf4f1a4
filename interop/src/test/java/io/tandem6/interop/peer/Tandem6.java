package io.tandem6.interop.peer;

import io.tandem6.interop.lab.Host;
import io.tandem6.interop.lab.Lab;
import io.tandem6.interop.lab.LossyDisk;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The jars of this build.
 *
 * @param javaOptions for both virtual machines
 * @param beforeServer shell command that makes the server's data directory what a test wants
 * @param leaseSync when leases are synced to disk, as {@code TANDEM6_LEASE_SYNC} says it
 */
public record Tandem6(List<String> javaOptions, String beforeServer, String leaseSync)
        implements Software {
    /** Loopback port of the server's metrics and health. */
    public static final int SERVER_MANAGEMENT_PORT = 9547;

    private static final int AGENT_MANAGEMENT_PORT = 9548;
    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final Pattern REPLIES =
            Pattern.compile("(?m)^dhcp6_messages_sent_total\\{[^}]*type=\"reply\"} (\\S+)");

    /** As an operator starts it. */
    public Tandem6() {
        this(List.of(), "true", "0");
    }

    /** For tests that start it often: a start takes little more than half of the computing time. */
    public static Tandem6 quickToStart() {
        return new Tandem6(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"), "true", "0");
    }

    /** The same, with the lease file on {@code disk}, which the server's process alone sees. */
    public Tandem6 on(LossyDisk disk) {
        return new Tandem6(javaOptions, disk.mountCommand(), leaseSync);
    }

    /**
     * The same, which leaves it to the operating system when leases reach the disk, as Kea does.
     */
    public Tandem6 withoutSync() {
        return new Tandem6(javaOptions, beforeServer, "off");
    }

    @Override
    public List<String> server(Path configuration) {
        return command("dhcp-server", configuration, beforeServer);
    }

    @Override
    public List<String> agent(Path configuration) {
        return command("control-agent", configuration, "true");
    }

    @Override
    public Map<String, String> environment() {
        return Map.of(
                "TANDEM6_SERVER_MANAGEMENT_PORT", Integer.toString(SERVER_MANAGEMENT_PORT),
                "TANDEM6_AGENT_MANAGEMENT_PORT", Integer.toString(AGENT_MANAGEMENT_PORT),
                "TANDEM6_LEASE_SYNC", leaseSync);
    }

    @Override
    public String adapted(String configuration) {
        return configuration;
    }

    @Override
    public long repliesSent(Host host, AgentClient agent) {
        String url = "http://127.0.0.1:" + SERVER_MANAGEMENT_PORT + "/actuator/prometheus";
        String metrics = host.runOnNetwork(LIMIT, List.of("curl", "--silent", url), "").output();
        Matcher replies = REPLIES.matcher(metrics);
        return replies.find() ? (long) Double.parseDouble(replies.group(1)) : 0;
    }

    /** What {@code tandem6 leases ARGUMENTS} runs. */
    public static List<String> leases(String... arguments) {
        List<String> command = new ArrayList<>(List.of(java(), "-jar", jar("cli").toString()));
        command.add("leases");
        command.addAll(List.of(arguments));
        return command;
    }

    private static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    private List<String> command(String module, Path configuration, String before) {
        // Kea's package brings this directory, too; a server does not make directories.
        String script = "mkdir -p /run/kea /var/lib/kea && " + before + " && exec \"$@\"";
        List<String> command = new ArrayList<>(List.of("bash", "-c", script, module));
        command.add(java());
        command.addAll(javaOptions);
        command.addAll(List.of("-jar", jar(module).toString()));
        command.addAll(List.of("-c", configuration.toString()));
        return command;
    }

    private static Path jar(String module) {
        Path target = Lab.repository().resolve(module).resolve("target");
        if (Files.isDirectory(target)) {
            try (DirectoryStream<Path> jars = Files.newDirectoryStream(target, module + "-*.jar")) {
                for (Path jar : jars) {
                    return jar;
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        throw new IllegalStateException(
                "there is no " + target + "/" + module + "-*.jar: build it first (mvn verify)");
    }
}
