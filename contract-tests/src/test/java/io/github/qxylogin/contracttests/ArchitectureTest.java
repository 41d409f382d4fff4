package io.github.qxylogin.contracttests;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The arrows between the modules, as CONTRIBUTING.md has them. */
@AnalyzeClasses(packages = "io.github.qxylogin", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {
  private static final String CONTRACT = "io.github.qxylogin.contract..";
  private static final String CLIENT = "io.github.qxylogin.client..";
  private static final String MOCK = "io.github.qxylogin.mock..";
  private static final String CONTRACT_TESTS = "io.github.qxylogin.contracttests..";

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
          .because("whoever uses the client gets no test server with it");

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
          .haveSimpleNameNotStartingWith("Walkthrough")
          .should()
          .dependOnClassesThat()
          .resideInAPackage(CLIENT)
          .because("the suite judges independently; only the walkthrough shows the client");
}
