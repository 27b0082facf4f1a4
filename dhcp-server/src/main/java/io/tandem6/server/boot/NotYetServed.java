package io.tandem6.server.boot;

import io.tandem6.config.HaSettings;
import io.tandem6.config.HaSettings.Mode;
import io.tandem6.config.ServerConfig;
import java.util.ArrayList;
import java.util.List;

/**
 * What the configuration reader understands and this server cannot do yet. To start all the same
 * would give clients addresses in another way than the operator wrote down.
 */
final class NotYetServed {
    private NotYetServed() {}

    /** A sentence for each thing; empty if the configuration can be served. */
    static List<String> in(ServerConfig config) {
        List<String> found = new ArrayList<>();
        if (config.highAvailability().size() > 1) {
            found.add(
                    "high-availability has several relationships, of which this version serves one:"
                            + " leave one");
        }
        for (HaSettings relationship : config.highAvailability()) {
            if (relationship.mode() != Mode.HOT_STANDBY) {
                found.add(
                        "the HA mode '%s' is not supported yet: use 'hot-standby'"
                                .formatted(relationship.mode().keyword()));
            }
        }
        return found;
    }
}
