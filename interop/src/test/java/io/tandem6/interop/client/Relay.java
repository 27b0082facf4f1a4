package io.tandem6.interop.client;

import io.tandem6.interop.lab.Host;
import java.util.List;
import java.util.Map;

/** ISC's DHCPv6 relay, of the package isc-dhcp-relay. */
public final class Relay {
    private Relay() {}

    /**
     * Starts it on {@code host}: from the clients behind {@code lower}, named in an Interface-ID
     * option, to the servers on the host's other link, by multicast.
     */
    public static void start(Host host, String lower) {
        host.start(
                List.of(
                        "dhcrelay",
                        "-6",
                        "-d",
                        "--no-pid",
                        "-I",
                        "-l",
                        lower,
                        "-u",
                        Host.INTERFACE),
                Map.of(),
                "relay.log");
    }
}
