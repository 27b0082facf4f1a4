package io.tandem6.simulator.mutation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tandem6.simulator.Scenario;
import io.tandem6.simulator.SeedResult;
import io.tandem6.simulator.Simulation;
import io.tandem6.simulator.check.Violation;
import io.tandem6.simulator.check.ViolationKind;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Breaks one rule after the other, and sees to it that the simulator notices. What it notices in a
 * world without the mutation too does not count, nor does an exception, which any test would find.
 */
class MutationTest {
    private static final int RULES = 19;
    private static final Map<Scenario, Set<ViolationKind>> UNBROKEN = new ConcurrentHashMap<>();

    /** Those that worlds show. */
    static List<Mutation> mutations() {
        return Mutation.all().stream().filter(m -> m.test().isEmpty()).toList();
    }

    /** Those that worlds have nothing to say of. */
    static List<Mutation> tested() {
        return Mutation.all().stream().filter(m -> m.test().isPresent()).toList();
    }

    @Test
    void eachRuleIsBroken() {
        assertThat(Mutation.all().stream().map(Mutation::rule))
                .containsAll(IntStream.rangeClosed(1, RULES).mapToObj(String::valueOf).toList());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("tested")
    void failsATest(Mutation mutation) {
        String test = mutation.test().orElseThrow();
        assertThatCode(() -> run(test)).doesNotThrowAnyException();
        try (Broken broken = Broken.by(mutation)) {
            assertThatThrownBy(() -> run(test))
                    .as("%s", mutation)
                    .isInstanceOf(AssertionError.class);
        }
    }

    private static void run(String test) throws Throwable {
        String[] place = test.split("#", 2);
        Class<?> type = Class.forName("io.tandem6.simulator." + place[0]);
        Constructor<?> constructor = type.getDeclaredConstructor();
        Method method = type.getDeclaredMethod(place[1]);
        constructor.setAccessible(true);
        method.setAccessible(true);
        try {
            method.invoke(constructor.newInstance());
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("mutations")
    void isNoticed(Mutation mutation) {
        Map<Scenario, Set<ViolationKind>> found;
        try (Broken broken = Broken.by(mutation)) {
            found = findings(mutation);
        }
        Optional<Scenario> noticed =
                found.keySet().stream()
                        .filter(scenario -> !isSubset(found.get(scenario), unbroken(scenario)))
                        .findFirst();

        assertThat(noticed)
                .as(
                        "one of %s in which '%s' shows; found %s",
                        mutation.scenarios(), mutation, found)
                .isPresent();
    }

    /** The worlds that showed something until one of them did. */
    private static Map<Scenario, Set<ViolationKind>> findings(Mutation mutation) {
        Map<Scenario, Set<ViolationKind>> found = new ConcurrentHashMap<>();
        mutation.scenarios().stream()
                .anyMatch(
                        scenario -> {
                            Set<ViolationKind> kinds = kinds(Simulation.run(scenario, false));
                            found.put(scenario, kinds);
                            return !isSubset(kinds, UNBROKEN.getOrDefault(scenario, Set.of()));
                        });
        return new HashMap<>(found);
    }

    private static Set<ViolationKind> unbroken(Scenario scenario) {
        return UNBROKEN.computeIfAbsent(scenario, s -> kinds(Simulation.run(s, false)));
    }

    private static boolean isSubset(Set<ViolationKind> kinds, Set<ViolationKind> of) {
        return of.containsAll(kinds);
    }

    private static Set<ViolationKind> kinds(SeedResult result) {
        Set<ViolationKind> kinds =
                result.violations().stream()
                        .map(Violation::kind)
                        .collect(
                                Collectors.toCollection(() -> EnumSet.noneOf(ViolationKind.class)));
        kinds.remove(ViolationKind.FAILURE);
        return kinds;
    }
}
