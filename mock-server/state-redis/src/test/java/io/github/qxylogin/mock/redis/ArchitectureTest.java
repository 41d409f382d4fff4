package io.github.qxylogin.mock.redis;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(
    packages = "io.github.qxylogin.mock.redis",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  @ArchTest
  static final ArchRule state_knowsOfTheMock_theStoreAlone =
      noClasses()
          .should()
          .dependOnClassesThat(
              resideInAPackage("io.github.qxylogin.mock..")
                  .and(
                      resideOutsideOfPackages(
                          "io.github.qxylogin.mock.redis", "io.github.qxylogin.mock.store")));
}
