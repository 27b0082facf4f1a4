package io.tandem6.interop.peer;

import io.tandem6.interop.lab.Host;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** ISC Kea as Debian packages it. */
public record Kea() implements Software {
    private static final String HOOKS_IN_CONFIGURATION = "/opt/lib/kea/hooks/";

    @Override
    public List<String> server(Path configuration) {
        return command("/usr/sbin/kea-dhcp6", configuration);
    }

    @Override
    public List<String> agent(Path configuration) {
        return command("/usr/sbin/kea-ctrl-agent", configuration);
    }

    /** The package's directories below /run and /var/lib are missing on a host of the lab. */
    private static List<String> command(String program, Path configuration) {
        String script = "mkdir -p /run/kea /var/lib/kea && exec \"$0\" -c \"$1\"";
        return List.of("bash", "-c", script, program, configuration.toString());
    }

    @Override
    public Map<String, String> environment() {
        return Map.of("KEA_PIDFILE_DIR", "/run/kea", "KEA_LOCKFILE_DIR", "/run/kea");
    }

    @Override
    public String adapted(String configuration) {
        return configuration.replace(HOOKS_IN_CONFIGURATION, hooks() + "/");
    }

    @Override
    public long repliesSent(Host host, AgentClient agent) {
        return agent.statistic("pkt6-reply-sent");
    }

    private static Path hooks() {
        try (DirectoryStream<Path> architectures =
                Files.newDirectoryStream(Path.of("/usr/lib"), "*-linux-gnu*")) {
            for (Path architecture : architectures) {
                Path hooks = architecture.resolve("kea/hooks");
                if (Files.exists(hooks.resolve("libdhcp_ha.so"))) {
                    return hooks;
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        throw new IllegalStateException(
                "libdhcp_ha.so is not in /usr/lib/*/kea/hooks. On Debian: apt-get install"
                        + " kea-common");
    }
}
