package io.github.qxylogin.contract;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.stream.Collectors;

/** The arrows between the rooms of the contract. */
@AnalyzeClasses(packages = "io.github.qxylogin.contract", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {
  @ArchTest
  static final ArchRule ARROWS =
      layeredArchitecture()
          .consideringOnlyDependenciesInLayers()
          .layer("document")
          .definedBy("..contract.document")
          .layer("contract")
          .definedBy("..contract")
          .layer("masking")
          .definedBy("..contract.masking")
          .layer("arazzo")
          .definedBy("..contract.arazzo")
          .layer("build")
          .definedBy("..contract.build")
          .whereLayer("build")
          .mayNotBeAccessedByAnyLayer()
          .whereLayer("masking")
          .mayNotBeAccessedByAnyLayer()
          .whereLayer("arazzo")
          .mayOnlyBeAccessedByLayers("build")
          .whereLayer("contract")
          .mayOnlyBeAccessedByLayers("masking", "arazzo", "build")
          .because("a document is read by the contract, and the build reads both");

  @ArchTest
  static final ArchRule JSON_SCHEMA =
      noClasses()
          .that()
          .resideOutsideOfPackage("..contract.build")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("com.networknt..")
          .because("users of the jar need no library for JSON Schema");

  @ArchTest
  static void rooms_haveTwentyFiveTypesAtMost(JavaClasses classes) {
    assertThat(
            classes.stream()
                .filter(
                    type -> type.isTopLevelClass() && !type.getSimpleName().equals("package-info"))
                .collect(Collectors.groupingBy(JavaClass::getPackageName, Collectors.counting())))
        .hasSize(5)
        .allSatisfy((room, types) -> assertThat(types).as(room).isLessThanOrEqualTo(25));
  }
}
