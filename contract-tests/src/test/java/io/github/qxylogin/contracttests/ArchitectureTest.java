package io.github.qxylogin.contracttests;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.Architectures.LayeredArchitecture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The arrows between the modules, as CONTRIBUTING.md has them, and between the rooms of this. */
@AnalyzeClasses(packages = "io.github.qxylogin", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {
  private static final String CONTRACT = "io.github.qxylogin.contract..";
  private static final String CLIENT = "io.github.qxylogin.client..";
  private static final String MOCK = "io.github.qxylogin.mock..";
  private static final String ROOT = "io.github.qxylogin.contracttests";
  private static final String CONTRACT_TESTS = ROOT + "..";

  private static final String COMMANDS = "commands";

  /** The allowed dependencies of each package; none uses a package below it in this list. */
  private static final List<Map.Entry<String, List<String>>> ROOMS =
      List.of(
          entry("wire", List.of()),
          entry("text", List.of("wire")),
          entry("changes", List.of("wire", "text")),
          entry("check", List.of("wire")),
          entry("judge", List.of("wire", "text", "check")),
          entry("targets", List.of("wire", "text", "check")),
          entry("generate", List.of("wire", "check")),
          entry("run", List.of("wire", "text", "check", "judge", "targets", "generate")),
          entry("drift", List.of("wire", "text", "check", "judge")),
          entry("drift.recording", List.of("wire", "text", "check", "judge", "targets", "drift")),
          entry("report", List.of("wire", "text", "check", "judge", "targets", "run", "drift")),
          entry(
              COMMANDS,
              List.of(
                  "text",
                  "changes",
                  "check",
                  "judge",
                  "targets",
                  "generate",
                  "run",
                  "drift",
                  "drift.recording",
                  "report")),
          entry("walkthrough", List.of("wire", "check", COMMANDS)));

  @ArchTest
  static final ArchRule contract_dependsOn_noOtherModule =
      noClasses()
          .that()
          .resideInAPackage(CONTRACT)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(CLIENT, MOCK, CONTRACT_TESTS)
          .because("everything else follows from the contract");

  @ArchTest
  static final ArchRule client_dependsOn_contractAlone =
      noClasses()
          .that()
          .resideInAPackage(CLIENT)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(MOCK, CONTRACT_TESTS)
          .because("users of the client get no test server with it");

  @ArchTest
  static final ArchRule mock_dependsOn_contractAlone =
      noClasses()
          .that()
          .resideInAPackage(MOCK)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(CLIENT, CONTRACT_TESTS)
          .because("a mistake of the client must not be made by its test server too");

  @ArchTest
  static final ArchRule suite_dependsOn_noClient =
      noClasses()
          .that()
          .resideInAPackage(CONTRACT_TESTS)
          .and()
          .resideOutsideOfPackage(ROOT + ".walkthrough")
          .should()
          .dependOnClassesThat()
          .resideInAPackage(CLIENT)
          .because("the suite judges independently; only the walkthrough shows the client");

  @ArchTest static final ArchRule rooms = rooms();

  @ArchTest
  static final ArchRule restAssured = only("targets", "io.restassured..", "org.apache.http..");

  @ArchTest
  static final ArchRule junit =
      noClasses()
          .that()
          .resideInAPackage(CONTRACT_TESTS)
          .and()
          .doNotHaveSimpleName("ContractTests")
          .and()
          .doNotHaveSimpleName("ContractTestNodes")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.junit..", "org.opentest4j..")
          .because("the command's jar is without JUnit, which those who have it bring");

  @ArchTest static final ArchRule validator = only("judge", "com.networknt..");

  @ArchTest
  static final ArchRule yamlOfJackson =
      noClasses()
          .that()
          .resideInAPackage(CONTRACT_TESTS)
          .and()
          .doNotHaveSimpleName("DriftOverlay")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("com.fasterxml.jackson.dataformat.yaml..")
          .because("the overlay of the drift alone is written as YAML; Bundler reads");

  @ArchTest
  static final ArchRule closed =
      classes()
          .that()
          .resideInAPackage(CONTRACT_TESTS)
          .and()
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

  private static ArchRule rooms() {
    LayeredArchitecture rooms = layeredArchitecture().consideringOnlyDependenciesInLayers();
    for (Map.Entry<String, List<String>> room : ROOMS) {
      String name = room.getKey();
      rooms = rooms.layer(name).definedBy(name.equals(COMMANDS) ? ROOT : ROOT + "." + name);
    }
    for (Map.Entry<String, List<String>> room : ROOMS) {
      String[] used = room.getValue().toArray(String[]::new);
      rooms =
          used.length == 0
              ? rooms.whereLayer(room.getKey()).mayNotAccessAnyLayer()
              : rooms.whereLayer(room.getKey()).mayOnlyAccessLayers(used);
    }
    return rooms.ensureAllClassesAreContainedInArchitectureIgnoring(CONTRACT, CLIENT, MOCK);
  }

  private static ArchRule only(String room, String... libraries) {
    return noClasses()
        .that()
        .resideInAPackage(CONTRACT_TESTS)
        .and()
        .resideOutsideOfPackage(ROOT + "." + room)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(libraries)
        .because("another library changes the room " + room + " alone");
  }

  @Test
  void packages_use_noneBelow() {
    for (int i = 0; i < ROOMS.size(); i++) {
      List<String> above = ROOMS.subList(0, i).stream().map(Map.Entry::getKey).toList();

      assertThat(above).as(ROOMS.get(i).getKey()).containsAll(ROOMS.get(i).getValue());
    }
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
