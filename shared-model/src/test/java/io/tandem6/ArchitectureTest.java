package io.tandem6;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What the packages of the shared model may know. Please think before adding an arrow. */
class ArchitectureTest {
    private static final JavaClasses MODEL =
            new ClassFileImporter()
                    .withImportOption(new ImportOption.DoNotIncludeTests())
                    .importPackages("io.tandem6");

    private static final Set<String> URIS = Set.of("java.net.URI", "java.net.URISyntaxException");

    private static final Set<String> CLOCKS = Set.of("currentTimeMillis", "nanoTime", "now");

    @Test
    void wireAndAddressKnowNothingElse() {
        mayOnlyUse("wire");
        mayOnlyUse("address");
    }

    @Test
    void identityIsMadeOfOctets() {
        mayOnlyUse("identity", "wire");
    }

    @Test
    void optionsAndMessagesKnowNeitherLeasesNorConfiguration() {
        mayOnlyUse("option", "wire", "address", "identity");
        mayOnlyUse("message", "option", "wire", "address", "identity");
    }

    @Test
    void expressionsDoNotKnowTheConfiguration() {
        noClasses()
                .that()
                .resideInAPackage("io.tandem6.classify")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.tandem6.config..", "io.tandem6.lease..")
                .check(MODEL);
    }

    @Test
    void leasesKnowNeitherMessagesNorConfiguration() {
        mayOnlyUse("lease", "wire", "address", "identity");
    }

    @Test
    void thereAreNoCycles() {
        slices().matching("io.tandem6.(*)..").should().beFreeOfCycles().check(MODEL);
    }

    @Test
    void thereIsNoInputOrOutput() {
        DescribedPredicate<JavaClass> inputOrOutput =
                DescribedPredicate.describe(
                        "files, sockets or streams",
                        type ->
                                type.getPackageName().equals("java.io")
                                                && !isHarmless(type.getSimpleName())
                                        || type.getPackageName().startsWith("java.nio.file")
                                        || type.getPackageName().startsWith("java.nio.channels")
                                        || type.getPackageName().startsWith("java.net")
                                                && !URIS.contains(type.getName()));
        noClasses().should().dependOnClassesThat(inputOrOutput).check(MODEL);
    }

    /** Records and exceptions are Serializable, and some streams only reach memory: no I/O. */
    private static boolean isHarmless(String name) {
        return Set.of("Serializable", "UncheckedIOException", "ByteArrayOutputStream")
                .contains(name);
    }

    @Test
    void timeIsAParameter() {
        DescribedPredicate<JavaCall<?>> readsAClock =
                DescribedPredicate.describe(
                        "a clock is read",
                        call ->
                                CLOCKS.contains(call.getName())
                                        && isTime(call.getTargetOwner().getPackageName()));
        noClasses().should().callCodeUnitWhere(readsAClock).check(MODEL);
    }

    private static boolean isTime(String packageName) {
        return packageName.equals("java.lang") || packageName.equals("java.time");
    }

    @Test
    void thereIsNoFrameworkAndNoLogging() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "org.springframework..",
                        "org.slf4j..",
                        "java.util.logging..",
                        "ch.qos.logback..",
                        "org.apache.logging..")
                .orShould()
                .dependOnClassesThat()
                .belongToAnyOf(System.Logger.class)
                .check(MODEL);
    }

    @Test
    void jsonBelongsToConfigurationLeasesAndControl() {
        noClasses()
                .that()
                .resideOutsideOfPackages(
                        "io.tandem6.config..", "io.tandem6.lease..", "io.tandem6.control..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("tools.jackson..", "com.fasterxml..")
                .check(MODEL);
    }

    private static void mayOnlyUse(String name, String... others) {
        String[] allowed = new String[others.length + 4];
        for (int i = 0; i < others.length; i++) {
            allowed[i] = "io.tandem6." + others[i];
        }
        allowed[others.length] = "io.tandem6." + name;
        allowed[others.length + 1] = "java..";
        allowed[others.length + 2] = "org.jspecify.annotations";
        allowed[others.length + 3] = "tools.jackson..";
        classes()
                .that()
                .resideInAPackage("io.tandem6." + name)
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(allowed)
                .check(MODEL);
    }
}
