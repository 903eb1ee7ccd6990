package io.github.camelbulksms;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.stream.Stream;

/** The table of docs/architecture.md, one rule for each row. */
@AnalyzeClasses(packages = "io.github.camelbulksms", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    private static final String ROOT = "io.github.camelbulksms";
    private static final String MODEL = ROOT + ".model..";
    private static final String SPI = ROOT + ".spi..";
    private static final String RECIPIENT = ROOT + ".internal.recipient..";
    private static final String PROVIDER = ROOT + ".internal.provider..";
    private static final String RUN = ROOT + ".internal.run..";
    private static final String PART = ROOT + ".internal.part..";
    private static final String JOURNAL = ROOT + ".internal.journal..";
    private static final String COMPLIANCE = ROOT + ".internal.compliance..";
    private static final String REPORT = ROOT + ".internal.report..";
    private static final String SANDBOX = ROOT + ".sandbox..";
    private static final String[] COMPONENT = {
        ROOT, MODEL, SPI, RECIPIENT, PROVIDER, COMPLIANCE, RUN, PART, JOURNAL, REPORT
    };

    @ArchTest
    static final ArchRule MODEL_KNOWS_NOTHING_OF_OURS = knows(MODEL);

    @ArchTest
    static final ArchRule SPI_KNOWS_THE_MODEL = knows(SPI, MODEL);

    @ArchTest
    static final ArchRule RECIPIENT_KNOWS_THE_MODEL = knows(RECIPIENT, MODEL);

    @ArchTest
    static final ArchRule PROVIDER_KNOWS_RECIPIENTS = knows(PROVIDER, MODEL, RECIPIENT);

    @ArchTest
    static final ArchRule COMPLIANCE_KNOWS_RECIPIENTS = knows(COMPLIANCE, MODEL, SPI, RECIPIENT);

    @ArchTest
    static final ArchRule REPORT_KNOWS_THE_MODEL = knows(REPORT, MODEL);

    @ArchTest
    static final ArchRule JOURNAL_KNOWS_WHAT_IT_STORES = knows(JOURNAL, MODEL, RECIPIENT, PROVIDER, REPORT);

    @ArchTest
    static final ArchRule RUN_KNOWS_WHAT_IT_SENDS_AND_WHERE_IT_NOTES_IT =
            knows(RUN, MODEL, SPI, RECIPIENT, PROVIDER, COMPLIANCE, JOURNAL);

    @ArchTest
    static final ArchRule PART_KNOWS_RUNS = knows(PART, MODEL, RECIPIENT, PROVIDER, RUN, JOURNAL);

    @ArchTest
    static final ArchRule ONLY_THE_ROOT_KNOWS_CAMEL = noClasses()
            .that(resideInAnyPackage(MODEL, SPI, RECIPIENT, PROVIDER, COMPLIANCE, RUN, PART, JOURNAL, REPORT))
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.apache.camel..", "org.apache.hc..");

    @ArchTest
    static final ArchRule THE_SANDBOX_SHARES_NOTHING_WITH_THE_COMPONENT =
            noClasses().that(resideInAPackage(SANDBOX)).should().dependOnClassesThat(resideInAnyPackage(COMPONENT));

    @ArchTest
    static final ArchRule THE_COMPONENT_SHARES_NOTHING_WITH_THE_SANDBOX =
            noClasses().that(resideInAnyPackage(COMPONENT)).should().dependOnClassesThat(resideInAPackage(SANDBOX));

    @ArchTest
    static final ArchRule NO_SIGNATURE_OF_THE_API_NAMES_WHAT_IS_INTERNAL = methods()
            .that()
            .areDeclaredInClassesThat(resideInAnyPackage(ROOT, MODEL, SPI))
            .and()
            .areDeclaredInClassesThat()
            .arePublic()
            .and()
            .arePublic()
            .should(nameNothingInternal());

    private static ArchRule knows(String room, String... others) {
        String[] allowed = Stream.concat(Stream.of(room), Stream.of(others)).toArray(String[]::new);
        return classes()
                .that(resideInAPackage(room))
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage(allowed).or(not(resideInAnyPackage(ROOT, ROOT + ".."))));
    }

    private static ArchCondition<JavaMethod> nameNothingInternal() {
        return new ArchCondition<>("name no type of internal") {
            @Override
            public void check(JavaMethod method, ConditionEvents events) {
                Stream.concat(Stream.of(method.getRawReturnType()), method.getRawParameterTypes().stream())
                        .filter(type ->
                                isInternal(type) && !method.getModifiers().contains(JavaModifier.SYNTHETIC))
                        .forEach(type -> events.add(SimpleConditionEvent.violated(
                                method, method.getFullName() + " names " + type.getName())));
            }
        };
    }

    private static boolean isInternal(JavaClass type) {
        return type.getPackageName().startsWith(ROOT + ".internal");
    }
}
