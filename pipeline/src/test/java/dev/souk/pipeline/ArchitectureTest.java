package dev.souk.pipeline;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.souk.model.InvalidValueException;
import dev.souk.model.SoukException;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The shape of the house, over the classes of every module. */
class ArchitectureTest {

    private static final String GENERATED = "dev.souk.jooq";

    private static JavaClasses souk;

    @BeforeAll
    static void readEveryModule() {
        souk = new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .withImportOption(location -> !location.contains("/dev/souk/jooq/"))
                .importPackages("dev.souk");

        assertThat(Stream.of(
                        "model",
                        "net",
                        "schema",
                        "core",
                        "spring",
                        "accounts",
                        "tink",
                        "scraper",
                        "scraper.browser",
                        "alerts",
                        "notify",
                        "testkit",
                        "pipeline"))
                .as("modules on the class path")
                .allMatch(module -> souk.stream().anyMatch(inPackage("dev.souk." + module)));
    }

    private static Predicate<com.tngtech.archunit.core.domain.JavaClass> inPackage(String name) {
        return type ->
                type.getPackageName().equals(name) || type.getPackageName().startsWith(name + ".");
    }

    @Test
    void noPackageIsPartOfACycle() {
        slices().matching("dev.souk.(**)").should().beFreeOfCycles().check(souk);
    }

    @Test
    void nothingToTheRightCallsLeft() {
        assertDoesNotUse("model", "net", "schema", "core", "scraper", "alerts", "notify", "pipeline");
        assertDoesNotUse("net", "model", "schema", "core", "scraper", "alerts", "notify", "pipeline");
        assertDoesNotUse("schema", "net", "core", "scraper", "alerts", "notify", "pipeline");
        assertDoesNotUse("scraper", "schema", "core", "alerts", "notify", "pipeline");
        assertDoesNotUse("alerts", "schema", "core", "scraper", "notify", "pipeline");
        assertDoesNotUse("notify", "schema", "core", "scraper", "alerts", "pipeline");
        assertDoesNotUse("core", "spring", "accounts", "tink", "scraper", "alerts", "notify", "pipeline");
        assertDoesNotUse("spring", "accounts", "tink", "scraper", "alerts", "notify", "pipeline");
        assertDoesNotUse("accounts", "schema", "tink", "scraper", "alerts", "notify", "pipeline");
        assertDoesNotUse("tink", "schema", "accounts", "scraper", "alerts", "notify", "pipeline");
    }

    private static void assertDoesNotUse(String module, String... others) {
        String[] packages =
                Stream.of(others).map(other -> "dev.souk." + other + "..").toArray(String[]::new);
        noClasses()
                .that()
                .resideInAPackage("dev.souk." + module + "..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(packages)
                .check(souk);
    }

    @Test
    void onlyCoreUsesTheGeneratedTablesAndJooq() {
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.souk.core..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(GENERATED + "..", "org.jooq..")
                .check(souk);
    }

    @Test
    void nothingCallsWhatTheJooqOfSpringBoot41HasNot() {
        noClasses()
                .should()
                .callMethodWhere(describe(
                        "it asks whether a row exists (say it with dev.souk.core.transaction.Exists)",
                        call -> call.getTargetOwner().getFullName().equals("org.jooq.impl.DSL")
                                && List.of("exists", "notExists").contains(call.getName())))
                .check(souk);
    }

    @Test
    void onlyTheModuleForItUsesSpring() {
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.souk.spring..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.springframework..")
                .check(souk);
    }

    @Test
    void onlyTheModuleForItUsesPlaywrightAndTheScraperDoesNotKnowIt() {
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.souk.scraper.browser..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("com.microsoft.playwright..", "dev.souk.scraper.browser..")
                .check(souk);
    }

    @Test
    void onlyTheScraperUsesJsoup() {
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.souk.scraper..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.jsoup..")
                .check(souk);
    }

    @Test
    void theAlertEngineKnowsNoDatabaseAndNoNetwork() {
        noClasses()
                .that()
                .resideInAnyPackage("dev.souk.alerts..", "dev.souk.model..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.sql..", "javax.sql..", "java.net.http..", "okhttp3..", "org.jooq..")
                .check(souk);
    }

    @Test
    void everyPublicExceptionHasTheOneRootButThatOfAWrongArgument() {
        classes()
                .that()
                .arePublic()
                .and()
                .areAssignableTo(Exception.class)
                .and()
                .doNotBelongToAnyOf(InvalidValueException.class)
                .should()
                .beAssignableTo(SoukException.class)
                .check(souk);
    }

    @Test
    void everyPackageIsNullMarked() {
        List<String> unmarked = souk.stream()
                .map(type -> type.getPackage())
                .distinct()
                .filter(javaPackage -> !javaPackage.isAnnotatedWith(NullMarked.class))
                .map(JavaPackage::getName)
                .toList();

        assertThat(unmarked).isEmpty();
    }

    @Test
    void noNameHidesWhatAThingIs() {
        noClasses()
                .should()
                .haveSimpleNameEndingWith("Manager")
                .orShould()
                .haveSimpleNameEndingWith("Helper")
                .orShould()
                .haveSimpleNameEndingWith("Util")
                .orShould()
                .haveSimpleNameEndingWith("Utils")
                .orShould()
                .haveSimpleNameEndingWith("Impl")
                .check(souk);
    }
}
