package io.tandem6.server;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import io.tandem6.server.lease.LeaseView;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The layers of the server. Before you add an arrow, think whether the class that needs it is in
 * the right package.
 */
class ArchitectureTest {
    private static final String SERVER = "io.tandem6.server.";
    private static final String[] PURE =
            packages("subnet", "sender", "exchange", "allocation", "ha", "continuity");

    /** What each package may use of the others. All may use the shared model. */
    private static final Map<String, List<String>> ARROWS =
            Map.ofEntries(
                    Map.entry("loop", List.of()),
                    Map.entry("net", List.of()),
                    Map.entry("serverid", List.of()),
                    Map.entry("subnet", List.of()),
                    Map.entry("sender", List.of("subnet")),
                    Map.entry("ha", List.of()),
                    Map.entry("continuity", List.of("lease")),
                    Map.entry("allocation", List.of("subnet")),
                    Map.entry("lease", List.of("loop")),
                    Map.entry("journal", List.of("lease", "loop")),
                    Map.entry("sql", List.of("lease", "loop")),
                    Map.entry("transfer", List.of("journal", "lease", "loop", "sql")),
                    Map.entry(
                            "exchange",
                            List.of("allocation", "continuity", "sender", "subnet", "lease")),
                    Map.entry(
                            "pipeline",
                            List.of(
                                    "exchange",
                                    "allocation",
                                    "sender",
                                    "continuity",
                                    "subnet",
                                    "lease",
                                    "net",
                                    "loop")),
                    Map.entry("metrics", List.of("pipeline", "exchange", "subnet", "statistics")),
                    Map.entry(
                            "statistics",
                            List.of("control", "exchange", "lease", "pipeline", "subnet")),
                    Map.entry("control", List.of("loop")),
                    Map.entry("service", List.of("control", "loop")),
                    Map.entry("admin", List.of("control")),
                    Map.entry("leasecommands", List.of("continuity", "control", "lease", "loop")),
                    Map.entry(
                            "peer",
                            List.of(
                                    "continuity",
                                    "ha",
                                    "lease",
                                    "pipeline",
                                    "loop",
                                    "control",
                                    "service")),
                    Map.entry(
                            "node",
                            List.of(
                                    "allocation",
                                    "continuity",
                                    "control",
                                    "exchange",
                                    "ha",
                                    "lease",
                                    "leasecommands",
                                    "loop",
                                    "net",
                                    "peer",
                                    "pipeline",
                                    "service",
                                    "statistics",
                                    "subnet")));

    private static final JavaClasses SERVER_CLASSES =
            new ClassFileImporter()
                    .withImportOption(new ImportOption.DoNotIncludeTests())
                    .importPackages("io.tandem6.server");

    @ParameterizedTest
    @MethodSource("arrows")
    void aPackageUsesOnlyWhatIsBelowIt(String from, List<String> to) {
        Set<String> allowed = new TreeSet<>(to);
        allowed.add(from);
        String[] forbidden =
                Stream.concat(ARROWS.keySet().stream(), Stream.of("boot"))
                        .filter(p -> !allowed.contains(p))
                        .map(p -> SERVER + p + "..")
                        .toArray(String[]::new);
        check(
                noClasses()
                        .that()
                        .resideInAPackage(SERVER + from + "..")
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage(forbidden));
    }

    static Stream<Arguments> arrows() {
        return ARROWS.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(e -> Arguments.of(e.getKey(), e.getValue()));
    }

    @Test
    void everyPackageHasItsArrows() {
        Set<String> found =
                SERVER_CLASSES.stream()
                        .map(JavaClass::getPackageName)
                        .filter(name -> name.startsWith(SERVER))
                        .map(name -> name.substring(SERVER.length()).replaceFirst("\\..*", ""))
                        .collect(Collectors.toSet());
        assertThat(found).contains("pipeline", "exchange").isSubsetOf(known());
    }

    private static Set<String> known() {
        Set<String> known = new TreeSet<>(ARROWS.keySet());
        known.add("boot");
        return known;
    }

    @Test
    void packagesHaveNoCycles() {
        check(slices().matching(SERVER + "(*)..").should().beFreeOfCycles());
    }

    @Test
    void nobodyDependsOnBoot() {
        check(
                noClasses()
                        .that()
                        .resideOutsideOfPackage(SERVER + "boot..")
                        .should()
                        .dependOnClassesThat()
                        .resideInAPackage(SERVER + "boot.."));
    }

    @Test
    void onlyBootKnowsSpring() {
        check(
                noClasses()
                        .that()
                        .resideOutsideOfPackage(SERVER + "boot..")
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage("org.springframework..", "jakarta.."));
    }

    @Test
    void onlyMetricsAndBootKnowMicrometer() {
        check(
                noClasses()
                        .that()
                        .resideOutsideOfPackages(packages("metrics", "boot"))
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage("io.micrometer..", "io.prometheus.."));
    }

    @Test
    void purePackagesUseValuesOnly() {
        check(
                classes()
                        .that()
                        .resideInAnyPackage(PURE)
                        .should()
                        .onlyDependOnClassesThat()
                        .resideInAnyPackage(
                                "java.lang..",
                                "java.math..",
                                "java.net..",
                                "java.nio.charset..",
                                "java.time..",
                                "java.util..",
                                "org.jspecify..",
                                "org.pcollections..",
                                "com.google.re2j..",
                                "tools.jackson..",
                                "io.tandem6.."));
    }

    @Test
    void purePackagesDoNoInputOrOutput() {
        check(
                noClasses()
                        .that()
                        .resideInAnyPackage(PURE)
                        .should()
                        .dependOnClassesThat(
                                JavaClass.Predicates.resideInAPackage("java.net..")
                                        .and(
                                                JavaClass.Predicates.type(java.net.URI.class)
                                                        .negate())));
    }

    @Test
    void purePackagesHaveNoThreadsAndNoLogs() {
        check(
                noClasses()
                        .that()
                        .resideInAnyPackage(PURE)
                        .should()
                        .dependOnClassesThat(
                                JavaClass.Predicates.resideInAnyPackage(
                                                "java.util.concurrent..",
                                                "java.util.logging..",
                                                "io.tandem6.log..",
                                                "org.slf4j..")
                                        .and(
                                                JavaClass.Predicates.type(
                                                                java.util.concurrent.TimeUnit.class)
                                                        .negate()))
                        .orShould()
                        .dependOnClassesThat()
                        .areAssignableTo(Thread.class));
    }

    @Test
    void purePackagesReadNoClocks() {
        check(
                noClasses()
                        .that()
                        .resideInAnyPackage(PURE)
                        .should()
                        .callMethod(Instant.class, "now")
                        .orShould()
                        .callMethod(System.class, "currentTimeMillis")
                        .orShould()
                        .callMethod(System.class, "nanoTime")
                        .orShould()
                        .dependOnClassesThat()
                        .areAssignableTo(Clock.class)
                        .orShould()
                        .dependOnClassesThat()
                        .haveFullyQualifiedName("java.util.Date"));
    }

    @Test
    void exchangesOnlyReadLeases() {
        check(
                noClasses()
                        .that()
                        .resideInAPackage(SERVER + "exchange..")
                        .should()
                        .dependOnClassesThat(
                                JavaClass.Predicates.resideInAPackage(SERVER + "lease..")
                                        .and(JavaClass.Predicates.type(LeaseView.class).negate())));
    }

    private static String[] packages(String... names) {
        return Arrays.stream(names).map(n -> SERVER + n + "..").toArray(String[]::new);
    }

    private static void check(ArchRule rule) {
        rule.allowEmptyShould(true).check(SERVER_CLASSES);
    }
}
