package io.tandem6.server.peer;

import io.tandem6.config.HaSettings.Peer;
import io.tandem6.server.control.InvalidArgumentsException;
import io.tandem6.wire.Excerpt;
import java.util.List;
import java.util.Optional;

/**
 * The relationships of this server.
 *
 * @param all in the order of the configuration, at least one
 */
record RelationshipList(List<HighAvailability> all) {
    RelationshipList {
        all = List.copyOf(all);
    }

    /** The one that has a server of the name given; the first one if none is given. */
    HighAvailability meant(HaArguments arguments) throws InvalidArgumentsException {
        Optional<String> name = arguments.serverName();
        if (name.isEmpty()) {
            return all.getFirst();
        }
        return all.stream()
                .filter(ha -> peer(ha, name.get()).isPresent())
                .findFirst()
                .orElseThrow(
                        () ->
                                new InvalidArgumentsException(
                                        "no server '"
                                                + Excerpt.of(name.get())
                                                + "' in any HA relationship; peers need the same"
                                                + " names in the configurations of both servers"));
    }

    static Optional<Peer> peer(HighAvailability ha, String name) {
        return ha.state().settings().peers().stream()
                .filter(p -> p.name().equals(name))
                .findFirst();
    }
}
