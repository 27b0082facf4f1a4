package io.tandem6.server.net;

import io.tandem6.address.Ipv6Address;
import io.tandem6.config.InterfacesConfig.Selection;
import java.net.InterfaceAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * A socket that the configuration asks for on this host as it is now.
 *
 * @param networkInterface where
 * @param address the address to bind to
 * @param multicast join it rather than own it
 */
record WantedSocket(NetworkInterface networkInterface, Ipv6Address address, boolean multicast) {
    /** All_DHCP_Relay_Agents_and_Servers (RFC 9915 section 7.1). */
    static final Ipv6Address ALL_RELAY_AGENTS_AND_SERVERS = Ipv6Address.parse("ff02::1:2");

    /** All_DHCP_Servers (RFC 9915 section 7.1). */
    static final Ipv6Address ALL_SERVERS = Ipv6Address.parse("ff05::1:3");

    /** Identity of the socket, stable over rescans. */
    Endpoint endpoint() {
        return new Endpoint(networkInterface.getName(), networkInterface.getIndex(), address);
    }

    /**
     * What one selection asks for.
     *
     * @throws UnusableInterface if the selection cannot be served now, with the reason
     */
    static Set<WantedSocket> of(Selection selection) throws UnusableInterface {
        Set<WantedSocket> wanted = new LinkedHashSet<>();
        try {
            for (NetworkInterface candidate : interfaces(selection)) {
                if (selection.unicast().isPresent()) {
                    addUnicast(wanted, candidate, selection.unicast().get());
                }
                addLinkLocal(wanted, candidate, selection);
            }
        } catch (SocketException e) {
            throw UnusableInterface.yet(selection.name() + ": " + e.getMessage());
        }
        return wanted;
    }

    private static List<NetworkInterface> interfaces(Selection selection)
            throws SocketException, UnusableInterface {
        if (selection.isWildcard()) {
            List<NetworkInterface> usable = new ArrayList<>();
            for (NetworkInterface candidate : NetworkInterface.networkInterfaces().toList()) {
                if (candidate.isUp()
                        && !candidate.isLoopback()
                        && !linkLocal(candidate).isEmpty()) {
                    usable.add(candidate);
                }
            }
            return usable;
        }
        NetworkInterface named = NetworkInterface.getByName(selection.name());
        if (named == null) {
            throw UnusableInterface.missing("interface " + selection.name() + " does not exist");
        }
        if (!named.isUp()) {
            throw UnusableInterface.yet("interface " + selection.name() + " is down");
        }
        return List.of(named);
    }

    private static void addUnicast(
            Set<WantedSocket> wanted, NetworkInterface candidate, Ipv6Address address)
            throws UnusableInterface {
        if (addresses(candidate).stream().noneMatch(address::equals)) {
            throw UnusableInterface.missing(
                    "interface " + candidate.getName() + " does not have address " + address);
        }
        wanted.add(new WantedSocket(candidate, address, false));
    }

    /**
     * Clients are heard on the link-local address and the multicast groups. The loopback interface
     * has neither, so there a unicast address is all that can be served.
     */
    private static void addLinkLocal(
            Set<WantedSocket> wanted, NetworkInterface candidate, Selection selection)
            throws SocketException, UnusableInterface {
        List<Ipv6Address> linkLocal = linkLocal(candidate);
        if (linkLocal.isEmpty()) {
            if (selection.unicast().isPresent() && candidate.isLoopback()) {
                return;
            }
            throw UnusableInterface.yet(
                    "interface " + candidate.getName() + " has no link-local address");
        }
        for (Ipv6Address address : linkLocal) {
            wanted.add(new WantedSocket(candidate, address, false));
        }
        if (candidate.supportsMulticast()) {
            wanted.add(new WantedSocket(candidate, ALL_RELAY_AGENTS_AND_SERVERS, true));
            wanted.add(new WantedSocket(candidate, ALL_SERVERS, true));
        }
    }

    private static List<Ipv6Address> linkLocal(NetworkInterface candidate) {
        return addresses(candidate).stream().filter(Ipv6Address::isLinkLocal).toList();
    }

    private static List<Ipv6Address> addresses(NetworkInterface candidate) {
        return candidate.getInterfaceAddresses().stream()
                .map(InterfaceAddress::getAddress)
                .filter(a -> a.getAddress().length == Ipv6Address.LENGTH)
                .map(a -> Ipv6Address.of(a.getAddress(), 0))
                .toList();
    }

    /** The interface cannot be used now. */
    static final class UnusableInterface extends Exception {
        private static final long serialVersionUID = 1L;

        private final boolean missing;

        private UnusableInterface(String reason, boolean missing) {
            super(reason);
            this.missing = missing;
        }

        /** The host has not got it. */
        static UnusableInterface missing(String reason) {
            return new UnusableInterface(reason, true);
        }

        /** It is there, but not ready. */
        static UnusableInterface yet(String reason) {
            return new UnusableInterface(reason, false);
        }

        /** Would it have to be created first. */
        boolean isMissing() {
            return missing;
        }
    }
}
