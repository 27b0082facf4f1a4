package io.tandem6.simulator.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.tandem6.simulator.server.PairSettings;
import io.tandem6.simulator.server.Rules;
import io.tandem6.simulator.time.Timeline;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ProfileTest {
    private static final long END = 7000;

    @ParameterizedTest
    @EnumSource(Profile.class)
    void plansAtLeastFiveFaultsThatEndInTime(Profile profile) {
        for (int seed = 0; seed < 100; seed++) {
            List<Fault> plan = plan(profile, seed);

            assertThat(plan).hasSizeGreaterThanOrEqualTo(5);
            assertThat(plan)
                    .allSatisfy(
                            fault -> {
                                assertThat(profile.kinds()).contains(fault.kind());
                                assertThat(fault.end())
                                        .isLessThanOrEqualTo((END + 1) * Timeline.SECOND);
                            });
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Profile.class,
            names = {"ALL", "RETURN"},
            mode = EnumSource.Mode.EXCLUDE)
    void oneFaultIsLongOverBeforeTheNextBegins(Profile profile) {
        for (int seed = 0; seed < 100; seed++) {
            List<Fault> plan = plan(profile, seed);

            for (int i = 1; i < plan.size(); i++) {
                assertThat(plan.get(i).begin() - plan.get(i - 1).end())
                        .isGreaterThan(60 * Timeline.SECOND);
            }
        }
    }

    @Test
    void somethingElseGoesWrongWhenAServerComesBack() {
        for (int seed = 0; seed < 100; seed++) {
            List<Fault> plan = plan(Profile.RETURN, seed);

            for (int i = 1; i < plan.size(); i += 2) {
                assertThat(plan.get(i).begin()).isGreaterThan(plan.get(i - 1).begin());
                assertThat(Math.abs(plan.get(i).begin() - plan.get(i - 1).end()))
                        .isLessThan(1000 * Timeline.SECOND);
            }
            assertThat(plan)
                    .anyMatch(
                            first ->
                                    plan.stream()
                                            .anyMatch(
                                                    second ->
                                                            Math.abs(second.begin() - first.end())
                                                                    < 21 * Timeline.SECOND));
        }
    }

    private static List<Fault> plan(Profile profile, int seed) {
        SplittableRandom random = new SplittableRandom(seed);
        return profile.plan(PairSettings.of(Rules.CONTINUITY, 44, true, random), END, random);
    }
}
