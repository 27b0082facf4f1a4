package io.tandem6.agent.settings;

import io.tandem6.config.AgentConfigParser;
import io.tandem6.config.ConfigKind;
import io.tandem6.config.Dhcp6Parser;
import io.tandem6.config.Dhcp6ParserOptions;
import io.tandem6.config.Location;
import io.tandem6.config.ParseResult;
import io.tandem6.config.Problem;
import io.tandem6.config.ServerConfig;
import io.tandem6.config.TextResolver;
import io.tandem6.runtime.ConfigurationText;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Reads the agent's configuration from disk, with the files that it names. */
public final class AgentConfigFile {
    private static final TextResolver FILES = new ConfigurationText();

    private AgentConfigFile() {}

    /**
     * Reads and checks it; that it cannot be read is a problem like any other.
     *
     * @param file a {@code Control-agent} or a {@code Dhcp6} configuration
     * @param serverName which of the peers the server is, if the file alone does not decide
     */
    public static ParseResult<AgentSettings> read(Path file, Optional<String> serverName) {
        return switch (FILES.read(file.toString())) {
            case TextResolver.Text(String text) -> parse(file.toString(), text, serverName);
            case TextResolver.Unreadable(String reason) ->
                    refused(file.toString(), "cannot read the configuration: " + reason);
        };
    }

    private static ParseResult<AgentSettings> parse(
            String file, String text, Optional<String> serverName) {
        return switch (ConfigKind.of(file, text, FILES)) {
            case CONTROL_AGENT -> {
                var read = new AgentConfigParser(FILES).parse(file, text);
                yield new ParseResult<>(
                        read.config().map(AgentSettings.OfAgent::new), read.problems());
            }
            case DHCP6 -> ofServer(file, text, serverName);
        };
    }

    /** What the server cannot do, and what it ignores, is for the server to say. */
    private static ParseResult<AgentSettings> ofServer(
            String file, String text, Optional<String> serverName) {
        ParseResult<ServerConfig> read =
                new Dhcp6Parser(FILES, new Dhcp6ParserOptions(serverName, true)).parse(file, text);
        if (read.config().isPresent() && read.config().get().httpListeners().isEmpty()) {
            return refused(
                    file,
                    "names no address for HTTP: add an entry with socket-type 'http', socket-address"
                            + " and socket-port to control-sockets, or let high-availability have"
                            + " its listener (multi-threading, http-dedicated-listener)");
        }
        return new ParseResult<>(read.config().map(AgentSettings.OfServer::new), read.errors());
    }

    private static ParseResult<AgentSettings> refused(String file, String reason) {
        return new ParseResult<>(
                Optional.empty(),
                List.of(new Problem(Problem.Severity.ERROR, new Location(file, 1, 1), reason)));
    }
}
