package io.github.qxylogin.mock;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

@AnalyzeClasses(
    packages = "io.github.qxylogin.mock",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  private static final String MOCK = "io.github.qxylogin.mock";

  @ArchTest
  static final ArchRule arrows =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("io.github.qxylogin.client..", "io.github.qxylogin.contracttests..")
          .because("the mock knows the contract, and neither the client nor the suite");

  /** From the ground up: a room may use those that are named with it. */
  @ArchTest
  static final ArchRule rooms =
      layeredArchitecture()
          .consideringOnlyDependenciesInLayers()
          .layer("text")
          .definedBy(MOCK + ".text")
          .layer("store")
          .definedBy(MOCK + ".store")
          .layer("http")
          .definedBy(MOCK + ".http")
          .layer("journal")
          .definedBy(MOCK + ".journal")
          .layer("stubbing")
          .definedBy(MOCK + ".stubbing")
          .layer("flow")
          .definedBy(MOCK + ".flow")
          .layer("entity")
          .definedBy(MOCK + ".entity")
          .layer("account")
          .definedBy(MOCK + ".account")
          .layer("callback")
          .definedBy(MOCK + ".callback")
          .layer("rules")
          .definedBy(MOCK + ".rules")
          .layer("state")
          .definedBy(MOCK + ".state")
          .layer("documents")
          .definedBy(MOCK + ".documents")
          .layer("server")
          .definedBy(MOCK + ".server")
          .layer("control")
          .definedBy(MOCK + ".control")
          .layer("front door")
          .definedBy(MOCK)
          .layer("junit")
          .definedBy(MOCK + ".junit")
          .layer("cli")
          .definedBy(MOCK + ".cli")
          .whereLayer("text")
          .mayNotAccessAnyLayer()
          .whereLayer("store")
          .mayOnlyAccessLayers("text")
          .whereLayer("http")
          .mayOnlyAccessLayers("text", "store")
          .whereLayer("journal")
          .mayOnlyAccessLayers("text", "store", "http")
          .whereLayer("stubbing")
          .mayOnlyAccessLayers("text", "store", "http")
          .whereLayer("flow")
          .mayOnlyAccessLayers("text", "store", "http")
          .whereLayer("entity")
          .mayOnlyAccessLayers("text", "store", "http", "flow")
          .whereLayer("account")
          .mayOnlyAccessLayers("text", "store", "http", "flow", "entity")
          .whereLayer("callback")
          .mayOnlyAccessLayers("text", "store", "http", "flow", "journal")
          .whereLayer("rules")
          .mayOnlyAccessLayers("text", "store", "http", "flow", "stubbing")
          .whereLayer("state")
          .mayOnlyAccessLayers(
              "text",
              "store",
              "http",
              "flow",
              "entity",
              "account",
              "stubbing",
              "journal",
              "callback",
              "rules")
          .whereLayer("documents")
          .mayOnlyAccessLayers("http")
          .whereLayer("server")
          .mayOnlyAccessLayers("text", "http")
          .whereLayer("control")
          .mayOnlyAccessLayers(
              "text",
              "store",
              "http",
              "flow",
              "entity",
              "account",
              "stubbing",
              "journal",
              "callback",
              "rules",
              "state")
          .whereLayer("front door")
          .mayOnlyBeAccessedByLayers("junit", "cli")
          .whereLayer("junit")
          .mayOnlyAccessLayers("front door", "journal")
          .whereLayer("cli")
          .mayOnlyAccessLayers("front door", "text")
          .ensureAllClassesAreContainedInArchitecture();

  /**
   * {@code LoginMock} hands the stubs on; of WireMock's, a distance of texts, a validator of
   * schemas and a YAML reader are used besides.
   */
  @ArchTest
  static final ArchRule engine =
      noClasses()
          .that()
          .resideOutsideOfPackage(MOCK + ".server")
          .and()
          .areNotAssignableTo(LoginMock.class)
          .and()
          .doNotHaveSimpleName("NearestName")
          .and()
          .doNotHaveSimpleName("ResponseSchemas")
          .and()
          .doNotHaveSimpleName("OverlayFile")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("com.github.tomakehurst..", "wiremock..", "org.wiremock..")
          .because("the next WireMock, or another engine, changes the server alone");

  @ArchTest
  static final ArchRule junit =
      noClasses()
          .that()
          .resideOutsideOfPackage(MOCK + ".junit")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.junit..")
          .because("the command line runs without JUnit");

  @ArchTest
  static final ArchRule time =
      noClasses()
          .should()
          .callMethod(System.class, "currentTimeMillis")
          .orShould()
          .callMethod(Instant.class, "now")
          .orShould()
          .callMethod(Clock.class, "systemDefaultZone")
          .because("the time comes from the mock's clock, so that tests can move it");

  @ArchTest
  static final ArchRule closed =
      classes()
          .that()
          .areNotInterfaces()
          .and()
          .doNotHaveSimpleName("package-info")
          .and()
          .areNotAnonymousClasses()
          .and()
          .doNotHaveModifier(JavaModifier.SYNTHETIC)
          .and()
          .areNotEnums()
          .should()
          .haveModifier(JavaModifier.FINAL)
          .because("nothing here is made to be inherited from");

  /** What a test of one's own comes to see beside the front door. Nothing else is an interface. */
  @ArchTest
  static void frontDoor_showsOfTheRooms_onlyWhatIsNamedHere(JavaClasses imported) {
    Set<String> shown = new TreeSet<>();
    imported.stream()
        .filter(type -> Set.of(MOCK, MOCK + ".junit").contains(type.getPackageName()))
        .filter(type -> type.getModifiers().contains(JavaModifier.PUBLIC))
        .flatMap(ArchitectureTest::members)
        .filter(resideInAPackage(MOCK + ".*"))
        .filter(type -> !type.getPackageName().equals(MOCK + ".junit"))
        .map(JavaClass::getSimpleName)
        .forEach(shown::add);

    assertThat(shown).containsExactly("FaultKind", "MockClock", "RecordedCall", "SentSms");
  }

  private static Stream<JavaClass> members(JavaClass type) {
    return type.getCodeUnits().stream()
        .filter(ArchitectureTest::isOpen)
        .flatMap(
            unit ->
                Stream.concat(Stream.of(unit.getReturnType()), unit.getParameterTypes().stream()))
        .flatMap(told -> told.getAllInvolvedRawTypes().stream());
  }

  private static boolean isOpen(JavaMember member) {
    return member.getModifiers().contains(JavaModifier.PUBLIC)
        || member.getModifiers().contains(JavaModifier.PROTECTED);
  }

  @Test
  void room_every_fitsInOneLook() throws IOException {
    try (Stream<Path> folders = Files.walk(Path.of("src/main/java")).filter(Files::isDirectory)) {
      for (Path folder : folders.toList()) {
        try (Stream<Path> files = Files.list(folder)) {
          List<Path> types =
              files
                  .filter(file -> file.toString().endsWith(".java"))
                  .filter(file -> !file.endsWith("package-info.java"))
                  .toList();

          assertThat(types).as(folder.toString()).hasSizeLessThanOrEqualTo(25);
        }
      }
    }
  }
}
