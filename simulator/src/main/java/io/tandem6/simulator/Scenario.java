package io.tandem6.simulator;

import io.tandem6.simulator.fault.Profile;
import io.tandem6.simulator.server.Rules;

/**
 * Everything that decides what happens in a world, besides the code.
 *
 * @param profile what may go wrong
 * @param rules by which the servers work
 * @param seed decides the rest
 */
public record Scenario(Profile profile, Rules rules, long seed) {
    @Override
    public String toString() {
        return "profile %s, %s rules, seed %d"
                .formatted(
                        profile.word(),
                        switch (rules) {
                            case KEA -> "Kea's";
                            case CONTINUITY -> "Tandem6's";
                        },
                        seed);
    }
}
