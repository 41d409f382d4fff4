package io.github.qxylogin.mock.mcp;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(
    packages = "io.github.qxylogin.mock.mcp",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  @ArchTest
  static final ArchRule mcp_knowsTheMock_byHttpAlone =
      classes()
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "io.github.qxylogin.mock.mcp",
              "java..",
              "com.fasterxml.jackson..",
              "io.modelcontextprotocol..",
              "org.jspecify..",
              "picocli..");
}
