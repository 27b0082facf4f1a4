package io.tandem6.config;

import io.tandem6.config.AgentConfig.Authentication;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads where commands are taken: Kea 2's {@code control-socket}, Kea 3's {@code control-sockets},
 * and the listeners of high availability.
 */
final class ControlSocketsReader {
    private static final String HOST_DEFAULT = "127.0.0.1";
    private static final int PORT_DEFAULT = 8000;
    private static final String REALM = "kea-dhcpv6-server";

    private final TextResolver resolver;
    private final Problems problems;
    private final List<HttpListener> listeners = new ArrayList<>();
    private Optional<String> unixSocket = Optional.empty();

    ControlSocketsReader(TextResolver resolver, Problems problems) {
        this.resolver = resolver;
        this.problems = problems;
    }

    /** Path of the unix-domain socket; a default where a listener needs one to forward to. */
    Optional<String> unixSocket() {
        return unixSocket.isEmpty() && !listeners.isEmpty()
                ? Optional.of(ServerConfig.DEFAULT_CONTROL_SOCKET)
                : unixSocket;
    }

    /** All addresses for HTTP. */
    List<HttpListener> listeners() {
        return listeners;
    }

    void read(Section global, List<HaSettings> relationships) {
        for (HaSettings relationship : relationships) {
            if (relationship.listener().dedicated()) {
                listeners.add(dedicated(relationship));
            }
        }
        List<Section> sockets = new ArrayList<>(global.sections("control-sockets"));
        Optional<Section> older = global.section("control-socket");
        if (older.isPresent() && global.has("control-sockets")) {
            problems.error(
                    older.get().location(),
                    "'control-socket' and 'control-sockets' exclude each other, use the latter");
        }
        older.ifPresent(sockets::add);
        sockets.forEach(this::socket);
    }

    /** From Kea 3.3.1 on, the credentials that others send to a server are those it expects. */
    private static HttpListener dedicated(HaSettings relationship) {
        HaSettings.Peer self = relationship.self();
        String host = self.url().getHost();
        return new HttpListener(
                "the url of peer '" + self.name() + "'",
                host.startsWith("[") ? host.substring(1, host.length() - 1) : host,
                self.url().getPort(),
                self.tls(),
                relationship.listener().requireClientCertificates(),
                self.basicAuth().map(client -> new Authentication(REALM, List.of(client))),
                List.of(),
                relationship.restrictCommands());
    }

    private void socket(Section socket) {
        String type = socket.text("socket-type").orElse("unix");
        if (type.equalsIgnoreCase("unix")) {
            unix(socket);
        } else {
            http(socket, type.equalsIgnoreCase("https"));
        }
    }

    private void unix(Section socket) {
        Optional<String> name = socket.text("socket-name").filter(text -> !text.isBlank());
        if (name.isEmpty()) {
            problems.error(socket.location(), "a unix control socket needs 'socket-name'");
        } else if (unixSocket.isPresent()) {
            problems.error(socket.location(), "only one unix control socket is possible");
        }
        unixSocket = unixSocket.or(() -> name);
    }

    private void http(Section socket, boolean secure) {
        if (socket.has("socket-name")) {
            problems.error(
                    socket.at("socket-name"),
                    "'socket-name' is for unix sockets: use 'socket-address' and 'socket-port'");
        }
        String addressKey = either(socket, "socket-address", "http-host");
        String host = socket.filledText(addressKey).orElse(HOST_DEFAULT);
        if (!IpAddressText.isAddress(host)) {
            problems.error(
                    socket.at(addressKey),
                    "'" + JsonToken.excerpt(host) + "' is no IP address (names are not resolved)");
        }
        int errors = problems.errors();
        Optional<TlsFiles> tls = TlsReader.read(Scope.of(socket), socket.location(), problems);
        if (secure && tls.isEmpty() && problems.errors() == errors) {
            problems.error(
                    socket.location(),
                    "a control socket of type https needs trust-anchor, cert-file and key-file");
        }
        HttpListener listener =
                new HttpListener(
                        "the control socket at " + socket.location(),
                        host,
                        socket.integer(either(socket, "socket-port", "http-port"), PORT_DEFAULT),
                        tls,
                        socket.flag("cert-required", true),
                        socket.section("authentication")
                                .flatMap(
                                        s ->
                                                new AuthenticationReader(resolver, REALM, problems)
                                                        .read(s)),
                        HttpHeadersReader.read(socket.sections("http-headers"), problems),
                        false);
        listeners.stream()
                .filter(listener::clashesWith)
                .findFirst()
                .ifPresent(
                        other ->
                                problems.error(
                                        socket.location(),
                                        listener.authority()
                                                + " is taken: "
                                                + other.origin()
                                                + " has the same address and port"));
        listeners.add(listener);
    }

    /** The one of two keywords for the same that is there. */
    private String either(Section socket, String name, String otherName) {
        if (socket.has(name) && socket.has(otherName)) {
            problems.error(
                    socket.at(otherName),
                    "'" + name + "' and '" + otherName + "' exclude each other");
        }
        return socket.has(otherName) ? otherName : name;
    }
}
