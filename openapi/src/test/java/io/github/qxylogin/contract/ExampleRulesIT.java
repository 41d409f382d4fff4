package io.github.qxylogin.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The rules that the contract's examples keep. */
class ExampleRulesIT {
  private static final Contract CONTRACT = Contract.load();
  private static final JsonNode DOCUMENT = CONTRACT.document();
  private static final BundledSchemas SCHEMAS = new BundledSchemas(DOCUMENT);

  static List<Operation> operations() {
    return CONTRACT.operations();
  }

  @ParameterizedTest(name = "{0}.{1}")
  @CsvSource({
    "oauth2-login, fetchToken, issued",
    "oauth2-login, fetchToken, wrong-secret",
    "dpptCookie, sendSmsCode, sms-sent",
    "dpptCookie, sendSmsCode, logged-in",
    "dpptCookie, sendSmsCode, missing-nsrsbh",
    "dpptpushsms, uploadSmsCode, logged-in",
    "dpptpushsms, uploadSmsCode, missing-nsrsbh",
    "checkAsyncLoginDpptCache, checkSession, invalid",
    "checkAsyncLoginDpptCache, checkSession, missing-gryhm",
  })
  void answer_asDocumented_isUnchanged(String page, String operation, String name)
      throws IOException {
    assertThat(CONTRACT.operation(operation).documentedCase(name).answer())
        .isEqualTo(documented(page + "." + name));
  }

  @Test
  void request_asDocumentedOnTheSeedPage_isUnchanged() throws IOException {
    assertThat(CONTRACT.operation("uploadSmsCode").documentedCase("logged-in").request())
        .contains(documented("dpptpushsms.request"));
  }

  @ParameterizedTest
  @MethodSource("operations")
  void answer_ofEachCase_fitsItsSchema(Operation operation) {
    for (Case documented : operation.cases()) {
      assertThat(SCHEMAS.faults(operation.responseSchema(), documented.answer()))
          .as(operation.id() + " " + documented.name())
          .isEmpty();
    }
  }

  @ParameterizedTest
  @MethodSource("operations")
  void request_ofEachCase_fitsItsSchemaUnlessTheCaseIsThatItDoesNot(Operation operation) {
    String schema = requestSchema(operation);
    for (Case documented : operation.cases()) {
      boolean lacksSomething = !operation.missingFrom(request(documented)).isEmpty();
      assertThat(SCHEMAS.faults(schema, request(documented)).isEmpty())
          .as(operation.id() + " " + documented.name())
          .isEqualTo(!lacksSomething);
      if (lacksSomething) {
        assertThat(documented.when()).contains(Condition.PARAMETER_MISSING);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("operations")
  void request_ofEachCase_isPairedByNameAndUnlikeTheOthers(Operation operation) {
    Set<String> requested = new HashSet<>();
    content(operation, "/requestBody")
        .path("examples")
        .fieldNames()
        .forEachRemaining(requested::add);
    Set<JsonNode> bodies = new HashSet<>();
    operation.cases().forEach(documented -> bodies.add(request(documented)));

    assertThat(requested).containsExactlyInAnyOrderElementsOf(operation.caseNames());
    assertThat(bodies).hasSameSizeAs(operation.cases());
  }

  @ParameterizedTest
  @MethodSource("operations")
  void evidence_standsOnEveryExample(Operation operation) {
    List<JsonNode> examples = new ArrayList<>();
    content(operation, "/requestBody").path("examples").forEach(examples::add);
    content(operation, "/responses/200").path("examples").forEach(examples::add);

    assertThat(examples).isNotEmpty().allMatch(e -> e.path("x-evidence").isTextual());
  }

  @ParameterizedTest
  @MethodSource("operations")
  void name_ofEachCase_isLowerCaseWithHyphens(Operation operation) {
    assertThat(operation.caseNames()).allMatch(name -> name.matches("[a-z0-9]+(-[a-z0-9]+)*"));
  }

  @ParameterizedTest
  @MethodSource("operations")
  void code_ofEachCase_standsInTheCatalogue(Operation operation) {
    assertThat(operation.cases())
        .allMatch(c -> CONTRACT.codes().find(c.answer().path("code").asText()).isPresent());
  }

  @ParameterizedTest
  @MethodSource("operations")
  void parameterError_ofEachOperation_isWordedAsInTheCatalogue(Operation operation) {
    Code.Answer template = CONTRACT.codes().answerTo(Condition.PARAMETER_MISSING);
    JsonNode answer = operation.caseWhen(Condition.PARAMETER_MISSING).orElseThrow().answer();
    int field = template.message().indexOf("{field}");

    assertThat(answer.path("code").asText()).isEqualTo(template.code().code());
    assertThat(answer.path("message").asText())
        .startsWith(template.message().substring(0, field))
        .endsWith(template.message().substring(field + "{field}".length()));
  }

  private static JsonNode request(Case documented) {
    return documented.request().orElseThrow();
  }

  private static String requestSchema(Operation operation) {
    return content(operation, "/requestBody").at("/schema/$ref").asText().substring(1);
  }

  private static JsonNode content(Operation operation, String part) {
    JsonPointer place =
        JsonPointer.empty()
            .appendProperty("paths")
            .appendProperty(operation.path())
            .appendProperty(operation.method().toLowerCase(Locale.ROOT));
    return DOCUMENT.at(place).at(part).path("content").path("application/json");
  }

  private static JsonNode documented(String name) throws IOException {
    try (InputStream in =
        ExampleRulesIT.class.getResourceAsStream("/documented/" + name + ".json")) {
      return new ObjectMapper().readTree(in);
    }
  }
}
