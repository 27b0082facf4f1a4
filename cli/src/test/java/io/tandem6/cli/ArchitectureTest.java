package io.tandem6.cli;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** The promises of the package-info files. */
class ArchitectureTest {
    private static final JavaClasses CLASSES =
            new ClassFileImporter()
                    .withImportOption(new ImportOption.DoNotIncludeTests())
                    .importPackages("io.tandem6.cli");

    @Test
    void thereIsNoSpring() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.springframework..")
                .check(CLASSES);
    }

    @Test
    void subcommandsDoNotKnowTheirTable() {
        noClasses()
                .that()
                .resideOutsideOfPackage("io.tandem6.cli")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.tandem6.cli")
                .check(CLASSES);
    }

    @Test
    void theClientKnowsNoPair() {
        noClasses()
                .that()
                .resideInAPackage("..cli.client..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("..cli.up..", "..cli.terminal..")
                .check(CLASSES);
    }

    @Test
    void onlySocketsOfTheClientTouchTheNetwork() {
        noClasses()
                .that()
                .resideInAPackage("..cli.client..")
                .and()
                .doNotHaveSimpleName("RelaySocket")
                .should()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.net.DatagramSocket")
                .check(CLASSES);
    }
}
