package io.github.qxylogin.client;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Instant;

@AnalyzeClasses(
    packages = "io.github.qxylogin.client",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  @ArchTest
  static final ArchRule arrows =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("io.github.qxylogin.mock..", "io.github.qxylogin.contracttests..")
          .because("the client knows the contract, and neither the mock nor the suite");

  @ArchTest
  static final ArchRule time =
      noClasses()
          .should()
          .callMethod(System.class, "currentTimeMillis")
          .orShould()
          .callMethod(Instant.class, "now")
          .because("the time comes from the builder's Clock, so that tests can move it");

  @ArchTest
  static final ArchRule closed =
      classes()
          .that()
          .resideInAPackage("io.github.qxylogin.client")
          .and()
          .areNotInterfaces()
          .and()
          .doNotHaveSimpleName("QixiangyunException")
          .and()
          .doNotHaveSimpleName("package-info")
          .and()
          .areNotAnonymousClasses()
          .and()
          .doNotHaveModifier(JavaModifier.SYNTHETIC)
          .should()
          .haveModifier(JavaModifier.FINAL)
          .because("nothing here is made to be inherited from");
}
