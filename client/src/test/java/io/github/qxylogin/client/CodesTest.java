package io.github.qxylogin.client;

import static io.github.qxylogin.client.FakePlatform.CONTRACT;
import static java.util.regex.Pattern.DOTALL;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.qxylogin.client.services.Codes;
import io.github.qxylogin.contract.Code;
import io.github.qxylogin.contract.Evidence;
import io.github.qxylogin.contract.Family;
import io.github.qxylogin.contract.Operation;
import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Holds the constants for business codes against the contract. */
class CodesTest {
  private static final Pattern CONSTANT =
      Pattern.compile("/\\*\\*((?:(?!\\*/).)*)\\*/\\s*public static final String (\\w+) =", DOTALL);

  /** Returns the Javadoc of each constant in one line. */
  private static Map<String, String> javadoc() throws IOException {
    Path source =
        Path.of(
            "target/generated-sources/openapi", Codes.class.getName().replace('.', '/') + ".java");
    Map<String, String> javadoc = new LinkedHashMap<>();
    CONSTANT
        .matcher(Files.readString(source))
        .results()
        .forEach(
            constant ->
                javadoc.put(constant.group(2), constant.group(1).replaceAll("\\s*\\*?\\s+", " ")));
    return javadoc;
  }

  @Test
  void constants_all_areTheMeaningsOfTheContract() throws IllegalAccessException {
    Map<String, String> constants = new LinkedHashMap<>();
    for (Field constant : Codes.class.getFields()) {
      constants.put(constant.getName(), (String) constant.get(null));
    }

    Map<String, String> expected = new LinkedHashMap<>();
    CONTRACT.codes().meanings().forEach((name, code) -> expected.put(name, code.code()));
    assertThat(constants).isNotEmpty().containsExactlyInAnyOrderEntriesOf(expected);
  }

  @TestFactory
  Stream<DynamicTest> javadoc_everyConstant_reportsMeaningGradeAndException() throws IOException {
    Map<String, String> javadoc = javadoc();
    return CONTRACT.codes().meanings().entrySet().stream()
        .map(
            named ->
                DynamicTest.dynamicTest(
                    named.getKey(),
                    () -> assertDocumented(named.getValue(), javadoc.get(named.getKey()))));
  }

  private static void assertDocumented(Code code, String javadoc) {
    String target =
        code.family() == Family.OK
            ? "a success"
            : "{@link " + ErrorResponseTest.CLASSES.get(code.family()).getSimpleName() + "}";
    assertThat(javadoc)
        .contains(code.chinese() + ".", "Mapped to " + target)
        .containsPattern("Evidence: <code>" + code.evidence().key() + "</code>, [a-z]");
  }

  @Test
  void javadoc_codeWithSeveralMeanings_listsTheOperations() throws IOException {
    assertThat(javadoc().get("LOGIN_TASK_EXPIRED"))
        .contains(
            "Mapped to {@link LoginTaskException} in the responses of "
                + operations("5000", Family.TASK_ENDED)
                + "; {@link PlatformException} elsewhere.");
  }

  @Test
  void javadoc_codeOfSeveralFamilies_listsTheirOperations() throws IOException {
    assertThat(javadoc().get("LOGIN_MODE_WRONG"))
        .contains(
            "Mapped to {@link LoginInformationException} in the responses of "
                + operations("4006", Family.LOGIN_INFORMATION)
                + "; {@link ParameterException} in the responses of "
                + operations("4006", Family.PARAMETER)
                + "; {@link LoginInformationException} elsewhere.");
  }

  /** Returns the operations in which a code has a family, in the order of the contract. */
  private static String operations(String code, Family family) {
    return CONTRACT.operations().stream()
        .filter(operation -> operation.codes().lists(code) && operation.familyOf(code) == family)
        .map(operation -> "{@code " + operation.id() + "}" + grade(operation, code))
        .collect(joining(", "));
  }

  private static String grade(Operation operation, String code) {
    boolean assumed = operation.code(code).orElseThrow().evidence() == Evidence.ASSUMED;
    return assumed ? " (assumed)" : "";
  }

  @Test
  void javadoc_codeWithANote_containsTheNote() throws IOException {
    assertThat(javadoc().get("SESSION_INVALID")).contains("Documented as data.errorCode.");
  }
}
