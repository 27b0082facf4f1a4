package io.tandem6.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.tandem6.simulator.check.ViolationKind;
import io.tandem6.simulator.fault.Profile;
import io.tandem6.simulator.report.BatchReport;
import io.tandem6.simulator.report.Conversation;
import io.tandem6.simulator.server.Rules;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Worlds with the real code of two servers. */
class SimulationTest {
    /**
     * What Kea's rules cannot avoid: a client that renews waits until it may rebind if its server
     * is gone, and counts its lifetime from the arrival of a reply that may have waited.
     */
    private static final Set<ViolationKind> NOT_PROMISED_BY_KEA =
            EnumSet.of(ViolationKind.UNANSWERED, ViolationKind.DOUBLE_WHILE_DELIVERED);

    @ParameterizedTest(name = "{0}, seeds {1} to {2}")
    @CsvSource({"SINGLE, 1, 5", "RECOVERY, 1, 4"})
    void byKeasRulesOneFailureAtATimeCostsNoLease(Profile profile, long first, long last) {
        for (long seed = first; seed <= last; seed++) {
            SeedResult result = Simulation.run(new Scenario(profile, Rules.KEA, seed), false);

            assertThat(result.violations())
                    .as("see 'tandem6 simulate --keas-rules --profile %s --seed %d'", profile, seed)
                    .allMatch(violation -> NOT_PROMISED_BY_KEA.contains(violation.kind()));
        }
    }

    @Test
    void findsWhatKeasRulesGiveTwiceWhileTheServersAreParted() {
        Batch batch = new Batch(List.of(Profile.PARTITION), Rules.KEA, 1, 4);

        assertThat(batch.run(done -> {}).seedsWith(ViolationKind.DOUBLE_ASSIGNMENT)).isPositive();
    }

    @Test
    void betweenTwoTandem6NothingIsLostNorGivenTwice() {
        Batch batch =
                new Batch(
                        List.of(Profile.values()),
                        Rules.CONTINUITY,
                        1,
                        Integer.getInteger("simulator.seeds", 200));

        BatchReport report = batch.run(done -> {});

        assertThat(report.failedSeeds()).as(report.text(0)).isZero();
    }

    @ParameterizedTest(name = "{0}, seed {1}")
    @CsvSource({"ALL, CONTINUITY, 1", "SINGLE, KEA, 2"})
    void theSeedDecidesEverything(Profile profile, Rules rules, long seed) {
        Scenario scenario = new Scenario(profile, rules, seed);
        SeedResult first = Simulation.run(scenario, false);
        SeedResult second = Simulation.run(scenario, true);

        assertThat(second.digest()).isEqualTo(first.digest());
        assertThat(second.events()).isEqualTo(first.events());
        assertThat(second.violations()).isEqualTo(first.violations());
        assertThat(first.trace()).isEmpty();
        assertThat(second.trace()).hasSizeGreaterThan(1000);
    }

    @ParameterizedTest
    @EnumSource(Profile.class)
    void lastsTwoHoursWithFiveFaultsAndCrowdedPools(Profile profile) {
        SeedResult result = Simulation.run(new Scenario(profile, Rules.CONTINUITY, 3), false);

        assertThat(result.simulatedNanos()).isGreaterThan(7200L * 1_000_000_000);
        assertThat(result.situations())
                .contains("pools over 80 % full during a fault")
                .filteredOn(s -> s.contains(" x fault "))
                .hasSizeGreaterThanOrEqualTo(3);
    }

    @Test
    void tellsHowAViolationCameAbout() {
        Batch batch = new Batch(List.of(Profile.PARTITION), Rules.KEA, 1, 4);
        Scenario failing = batch.run(done -> {}).firstFailure().orElseThrow();

        List<String> told = Conversation.of(Simulation.run(failing, true));

        assertThat(told).hasSizeBetween(3, 130);
        assertThat(told.getLast()).contains("CHECKER");
        assertThat(told).anyMatch(line -> line.contains("FAULT"));
    }
}
