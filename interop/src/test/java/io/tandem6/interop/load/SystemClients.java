package io.tandem6.interop.load;

import io.tandem6.interop.lab.Host;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The DHCPv6 clients of distributions, which configure a host's interface. */
public final class SystemClients {
    private static final Duration LIMIT = Duration.ofSeconds(40);
    private static final Duration LIST_LIMIT = Duration.ofSeconds(5);
    private static final Pattern LEASED = Pattern.compile("inet6 (\\S+)/128 scope global");

    private SystemClients() {}

    /** Has ISC's dhclient get one address and stay in the background. */
    public static String dhclient(Host host) {
        List<String> command =
                List.of(
                        "dhclient",
                        "-6",
                        "-1",
                        "-v",
                        "-pf",
                        "/run/dhclient6.pid",
                        "-lf",
                        "/var/lib/dhclient6.leases",
                        Host.INTERFACE);
        return host.run(LIMIT, command).orThrow();
    }

    /** Has dhclient give its address back and end. */
    public static String dhclientRelease(Host host) {
        List<String> command =
                List.of(
                        "dhclient",
                        "-6",
                        "-r",
                        "-v",
                        "-pf",
                        "/run/dhclient6.pid",
                        "-lf",
                        "/var/lib/dhclient6.leases",
                        Host.INTERFACE);
        return host.run(LIMIT, command).orThrow();
    }

    /** Starts dhcpcd, asking for one address without a router advertisement telling it to. */
    public static Process dhcpcd(Host host) {
        String configuration =
                """
                duid
                noipv6rs
                ipv6only
                interface %s
                  ia_na 1
                """
                        .formatted(Host.INTERFACE);
        Path file = host.write("dhcpcd.conf", configuration);
        String script =
                "mkdir -p /var/lib/dhcpcd /run/dhcpcd && exec dhcpcd -B -d -f \"$0\" \"$1\"";
        return host.start(
                List.of("bash", "-c", script, file.toString(), Host.INTERFACE),
                Map.of(),
                "dhcpcd.log");
    }

    /** The address on the interface that came from a server: the only one that is a /128. */
    public static Optional<String> leasedAddress(Host host) {
        Matcher match =
                LEASED.matcher(
                        host.run(LIST_LIMIT, List.of("ip", "-6", "addr", "show", Host.INTERFACE))
                                .orThrow());
        return match.find() ? Optional.of(match.group(1)) : Optional.empty();
    }
}
