package io.github.camelbulksms;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "io.github.camelbulksms", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    private static final String SANDBOX = "io.github.camelbulksms.sandbox..";
    private static final String[] CORE = {
        "io.github.camelbulksms.recipient..",
        "io.github.camelbulksms.provider..",
        "io.github.camelbulksms.journal..",
        "io.github.camelbulksms.delivery..",
        "io.github.camelbulksms.report.."
    };

    @ArchTest
    static final ArchRule THE_CORE_KNOWS_NOTHING_OF_CAMEL = noClasses()
            .that()
            .resideInAnyPackage(CORE)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.apache.camel..", "org.apache.hc..", "io.github.camelbulksms");

    @ArchTest
    static final ArchRule THE_SANDBOX_KNOWS_NOTHING_OF_THE_COMPONENT = noClasses()
            .that()
            .resideInAPackage(SANDBOX)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "org.apache.camel..", "io.github.camelbulksms", CORE[0], CORE[1], CORE[2], CORE[3], CORE[4]);

    @ArchTest
    static final ArchRule THE_COMPONENT_KNOWS_NOTHING_OF_THE_SANDBOX = noClasses()
            .that()
            .resideOutsideOfPackage(SANDBOX)
            .should()
            .dependOnClassesThat()
            .resideInAPackage(SANDBOX);

    @ArchTest
    static final ArchRule RECIPIENTS_ARE_READ_WITHOUT_KNOWING_WHERE_THEY_GO = noClasses()
            .that()
            .resideInAPackage(CORE[0])
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(CORE[1], CORE[2], CORE[3]);

    @ArchTest
    static final ArchRule THE_PROVIDER_AND_THE_JOURNAL_KNOW_NOTHING_OF_RUNS_IN_FLIGHT = noClasses()
            .that()
            .resideInAnyPackage(CORE[1], CORE[2])
            .should()
            .dependOnClassesThat()
            .resideInAPackage(CORE[3]);
}
