package io.tandem6.server.peer;

import io.tandem6.config.HaSettings;
import io.tandem6.config.HaSettings.Continuity.Wish;
import io.tandem6.server.continuity.Terms;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What continuity with a partner that is Tandem6 needs.
 *
 * @param memory what the server remembers of its partner; empty if it cannot keep that on disk
 * @param terms what the configuration has
 * @param configuration hash of what both servers should have in common
 * @param obstacle why there is none, whatever the relationship's settings say; empty if nothing
 *     stands against it
 */
public record Agreeing(
        Optional<MemoryKeeper> memory,
        Supplier<Terms> terms,
        Supplier<String> configuration,
        String obstacle) {
    /** Kea's rules and nothing else. */
    public static final Agreeing NEVER =
            new Agreeing(
                    Optional.empty(),
                    () -> new Terms("", "", 0, 1, List.of()),
                    () -> "",
                    "the server does not offer it");

    /** Why there is no continuity in a relationship, empty if there may be some. */
    String obstacleIn(HaSettings settings) {
        if (settings.partner().isEmpty()) {
            return "there is no partner that serves clients";
        }
        if (settings.continuity().wish() == Wish.NONE) {
            return "it is switched off in the configuration";
        }
        if (!settings.sendLeaseUpdates()) {
            return "send-lease-updates is false";
        }
        if (memory.isEmpty()) {
            return "leases are not kept on disk";
        }
        return obstacle;
    }
}
