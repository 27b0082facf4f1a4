package io.tandem6.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.tandem6.simulator.check.Violation;
import io.tandem6.simulator.check.ViolationKind;
import io.tandem6.simulator.fault.Profile;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Worlds with the real code of two servers. */
class SimulationTest {
    /**
     * What Kea's rules cannot avoid: a client that renews waits until it may rebind if its server
     * is gone, and counts its lifetime from the arrival of a reply that may have waited.
     */
    private static final Set<ViolationKind> KEAS_RULES =
            EnumSet.of(ViolationKind.UNANSWERED, ViolationKind.DOUBLE_WHILE_DELIVERED);

    @ParameterizedTest(name = "{0}, seeds {1} to {2}")
    @CsvSource({"SINGLE, 1, 6", "SINGLE, 105, 105", "SINGLE, 1001, 1004", "RECOVERY, 1, 4"})
    void withOneFailureAtATimeNothingIsGivenTwiceOrLostAndAllIsWellAgain(
            Profile profile, long first, long last) {
        for (long seed = first; seed <= last; seed++) {
            SeedResult result = Simulation.run(profile, seed, false);

            assertThat(result.violations())
                    .as("see 'tandem6 simulate --profile %s --seed %d'", profile.word(), seed)
                    .allMatch(violation -> KEAS_RULES.contains(violation.kind()));
        }
    }

    @Test
    void findsWhatKeasRulesGiveTwiceWhileTheServersAreParted() {
        SeedResult result = Simulation.run(Profile.PARTITION, 1, false);

        assertThat(result.violations())
                .extracting(Violation::kind)
                .contains(ViolationKind.DOUBLE_ASSIGNMENT);
    }

    @ParameterizedTest(name = "{0}, seed {1}")
    @CsvSource({"ALL, 1", "SINGLE, 2"})
    void theSeedDecidesEverything(Profile profile, long seed) {
        SeedResult first = Simulation.run(profile, seed, false);
        SeedResult second = Simulation.run(profile, seed, true);

        assertThat(second.digest()).isEqualTo(first.digest());
        assertThat(second.events()).isEqualTo(first.events());
        assertThat(second.violations()).isEqualTo(first.violations());
        assertThat(first.trace()).isEmpty();
        assertThat(second.trace()).hasSizeGreaterThan(1000);
    }

    @Test
    void lastsTwoHoursWithFiveFaultsAndCrowdedPools() {
        SeedResult result = Simulation.run(Profile.ALL, 3, false);

        assertThat(result.simulatedNanos()).isGreaterThan(7200L * 1_000_000_000);
        assertThat(result.situations())
                .contains("pools over 80 % full when a fault begins")
                .filteredOn(s -> s.contains(" x fault "))
                .hasSizeGreaterThanOrEqualTo(5);
    }
}
