package io.github.qxylogin.client;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaType;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

@AnalyzeClasses(
    packages = "io.github.qxylogin.client",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  private static final String CLIENT = "io.github.qxylogin.client";
  private static final String INTERNAL = CLIENT + ".internal..";

  @ArchTest
  static final ArchRule arrows =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("io.github.qxylogin.mock..", "io.github.qxylogin.contracttests..")
          .because("the client depends on the contract, but neither on the mock nor on the suite");

  /** From the ground up: a room may use those that are named with it. */
  @ArchTest
  static final ArchRule rooms =
      layeredArchitecture()
          .consideringOnlyDependenciesInLayers()
          .layer("types")
          .definedBy(CLIENT + ".types")
          .layer("model")
          .definedBy(CLIENT + ".model")
          .layer("api")
          .definedBy(CLIENT + ".api")
          .layer("spi")
          .definedBy(CLIENT + ".spi")
          .layer("errors")
          .definedBy(CLIENT + ".errors")
          .layer("services")
          .definedBy(CLIENT + ".services")
          .layer("contract")
          .definedBy(CLIENT + ".internal.contract")
          .layer("http")
          .definedBy(CLIENT + ".internal.http")
          .layer("json")
          .definedBy(CLIENT + ".internal.json")
          .layer("auth")
          .definedBy(CLIENT + ".internal.auth")
          .layer("call")
          .definedBy(CLIENT + ".internal.call")
          .layer("front door")
          .definedBy(CLIENT)
          .whereLayer("types")
          .mayNotAccessAnyLayer()
          .whereLayer("model")
          .mayOnlyAccessLayers("types")
          .whereLayer("api")
          .mayOnlyAccessLayers("types", "model")
          .whereLayer("spi")
          .mayOnlyAccessLayers("types", "model")
          .whereLayer("errors")
          .mayOnlyAccessLayers("model")
          .whereLayer("services")
          .mayOnlyAccessLayers("types", "model", "errors")
          .whereLayer("contract")
          .mayOnlyAccessLayers("model")
          .whereLayer("http")
          .mayOnlyAccessLayers("types", "model", "spi", "errors", "contract")
          .whereLayer("json")
          .mayOnlyAccessLayers("types", "contract", "http")
          .whereLayer("auth")
          .mayOnlyAccessLayers("types", "model", "spi", "errors", "services", "contract", "http")
          .whereLayer("call")
          .mayOnlyAccessLayers("model", "spi", "errors", "services", "contract", "http", "json")
          .whereLayer("front door")
          .mayNotBeAccessedByAnyLayer()
          .ensureAllClassesAreContainedInArchitecture();

  @ArchTest
  static final ArchRule doors =
      classes()
          .that()
          .resideOutsideOfPackage(INTERNAL)
          .and()
          .arePublic()
          .should(
              new ArchCondition<>("show nothing that may change without notice") {
                @Override
                public void check(JavaClass type, ConditionEvents events) {
                  shown(type)
                      .filter(resideInAPackage(INTERNAL))
                      .forEach(
                          inner ->
                              events.add(
                                  SimpleConditionEvent.violated(
                                      type, type.getName() + " shows " + inner.getName())));
                }
              });

  /** Returns the types in the public API of a type, generic arguments included. */
  private static Stream<JavaClass> shown(JavaClass type) {
    Stream<JavaType> types =
        Stream.of(
                Stream.concat(type.getSuperclass().stream(), type.getInterfaces().stream()),
                type.getFields().stream().filter(ArchitectureTest::isOpen).map(JavaField::getType),
                type.getCodeUnits().stream()
                    .filter(ArchitectureTest::isOpen)
                    .flatMap(
                        unit ->
                            Stream.concat(
                                Stream.of(unit.getReturnType()),
                                unit.getParameterTypes().stream())))
            .flatMap(each -> each);
    return types.flatMap(one -> one.getAllInvolvedRawTypes().stream());
  }

  private static boolean isOpen(JavaMember member) {
    return member.getModifiers().contains(JavaModifier.PUBLIC)
        || member.getModifiers().contains(JavaModifier.PROTECTED);
  }

  @ArchTest
  static final ArchRule presence =
      methods()
          .that()
          .arePublic()
          .and()
          .areDeclaredInClassesThat()
          .arePublic()
          .and()
          .areDeclaredInClassesThat()
          .resideOutsideOfPackage(INTERNAL)
          .should(
              new ArchCondition<>("return no null") {
                @Override
                public void check(JavaMethod method, ConditionEvents events) {
                  if (method
                      .reflect()
                      .getAnnotatedReturnType()
                      .isAnnotationPresent(Nullable.class)) {
                    events.add(
                        SimpleConditionEvent.violated(
                            method, method.getFullName() + " may return null"));
                  }
                }
              })
          .because("what may be absent is an Optional, wherever a user reads it");

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
          .resideInAnyPackage(
              CLIENT, CLIENT + ".spi", CLIENT + ".types", CLIENT + ".errors", INTERNAL)
          .and()
          .doNotHaveSimpleName("QixiangyunException")
          .and()
          .areNotInterfaces()
          .and()
          .doNotHaveSimpleName("package-info")
          .and()
          .areNotAnonymousClasses()
          .and()
          .doNotHaveModifier(JavaModifier.SYNTHETIC)
          .should()
          .haveModifier(JavaModifier.FINAL)
          .because("nothing here is made to be inherited from");

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
