package io.tandem6.agent;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import org.junit.jupiter.api.Test;

/** The promises of the package-info files. */
class ArchitectureTest {
    private static final JavaClasses CLASSES =
            new ClassFileImporter()
                    .withImportOption(new ImportOption.DoNotIncludeTests())
                    .importPackages("io.tandem6.agent");

    @Test
    void springIsKnownToBootAndApiOnly() {
        noClasses()
                .that()
                .resideOutsideOfPackages("..agent.boot..", "..agent.api..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.springframework..", "org.eclipse.jetty..")
                .check(CLASSES);
    }

    @Test
    void httpIsKnownToBootAndApiOnly() {
        noClasses()
                .that()
                .resideOutsideOfPackages("..agent.boot..", "..agent.api..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("jakarta.servlet..", "io.micrometer..", "org.slf4j..")
                .check(CLASSES);
    }

    @Test
    void nothingDependsOnBoot() {
        noClasses()
                .that()
                .resideOutsideOfPackage("..agent.boot..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("..agent.boot..")
                .check(CLASSES);
    }

    @Test
    void packagesHaveNoCycles() {
        SlicesRuleDefinition.slices()
                .matching("io.tandem6.agent.(*)..")
                .should()
                .beFreeOfCycles()
                .check(CLASSES);
    }
}
