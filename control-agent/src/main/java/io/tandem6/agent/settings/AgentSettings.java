package io.tandem6.agent.settings;

import io.tandem6.config.AgentConfig;
import io.tandem6.config.HttpListener;
import io.tandem6.config.LoggerConfig;
import io.tandem6.config.ServerConfig;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** What the agent is to serve: that of a file of its own, or the HTTP side of one server. */
public sealed interface AgentSettings {
    /** The name that clients have for the DHCPv6 server. */
    String DHCP6 = "dhcp6";

    /** Kea's name for the agent's root logger. */
    String ROOT_LOGGER = "kea-ctrl-agent";

    /** Where commands are taken, one or more. */
    List<HttpListener> listeners();

    /** The control sockets by the name that clients have for the service. */
    SortedMap<String, Path> sockets();

    /** Log destinations. */
    List<LoggerConfig> loggers();

    /**
     * A control agent as Kea has it until 3.0: answers some commands itself, and forwards others to
     * the servers that they name.
     *
     * @param config of its own
     */
    record OfAgent(AgentConfig config) implements AgentSettings {
        @Override
        public List<HttpListener> listeners() {
            return List.of(config.listener());
        }

        @Override
        public SortedMap<String, Path> sockets() {
            SortedMap<String, Path> sockets = new TreeMap<>();
            config.sockets()
                    .forEach((service, path) -> sockets.put(service.keyword(), Path.of(path)));
            return sockets;
        }

        @Override
        public List<LoggerConfig> loggers() {
            return config.loggers();
        }
    }

    /**
     * The addresses that Kea 3's server opens itself: whatever comes is for that server.
     *
     * @param config the server's
     */
    record OfServer(ServerConfig config) implements AgentSettings {
        @Override
        public List<HttpListener> listeners() {
            return config.httpListeners();
        }

        @Override
        public SortedMap<String, Path> sockets() {
            return new TreeMap<>(Map.of(DHCP6, socket()));
        }

        /** The server's control socket. */
        public Path socket() {
            return Path.of(config.controlSocket().orElseThrow());
        }

        /** Two processes cannot write one log file, so that the server's loggers are not taken. */
        @Override
        public List<LoggerConfig> loggers() {
            return config.loggers().stream()
                    .filter(logger -> logger.name().startsWith(ROOT_LOGGER))
                    .toList();
        }
    }
}
