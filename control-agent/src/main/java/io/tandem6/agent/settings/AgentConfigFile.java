package io.tandem6.agent.settings;

import io.tandem6.config.AgentConfig;
import io.tandem6.config.AgentConfigParser;
import io.tandem6.config.Location;
import io.tandem6.config.ParseResult;
import io.tandem6.config.Problem;
import io.tandem6.config.TextResolver;
import io.tandem6.runtime.ConfigurationText;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Reads the agent's configuration from disk, with the files that it names. */
public final class AgentConfigFile {
    private static final TextResolver FILES = new ConfigurationText();

    private AgentConfigFile() {}

    /** Reads and checks it; that it cannot be read is a problem like any other. */
    public static ParseResult<AgentConfig> read(Path file) {
        return switch (FILES.read(file.toString())) {
            case TextResolver.Text(String text) ->
                    new AgentConfigParser(FILES).parse(file.toString(), text);
            case TextResolver.Unreadable(String reason) ->
                    new ParseResult<>(
                            Optional.empty(),
                            List.of(
                                    new Problem(
                                            Problem.Severity.ERROR,
                                            new Location(file.toString(), 1, 1),
                                            "cannot read the configuration: " + reason)));
        };
    }

    /** The control sockets by the name that clients have for the service. */
    public static SortedMap<String, Path> sockets(AgentConfig config) {
        SortedMap<String, Path> sockets = new TreeMap<>();
        config.sockets().forEach((service, path) -> sockets.put(service.keyword(), Path.of(path)));
        return sockets;
    }
}
