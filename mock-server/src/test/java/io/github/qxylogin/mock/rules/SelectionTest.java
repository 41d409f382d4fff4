package io.github.qxylogin.mock.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.github.qxylogin.contract.Case;
import io.github.qxylogin.contract.Condition;
import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.Operation;
import io.github.qxylogin.mock.LoginMock;
import io.github.qxylogin.mock.testing.Http;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which response is chosen, for every operation and case that the contract has. */
class SelectionTest {
  private static final Contract CONTRACT = Contract.load();
  private static final Operation UPLOAD_OPERATION = CONTRACT.operation("uploadSmsCode");
  private static final String UPLOAD = UPLOAD_OPERATION.path();

  private static LoginMock mock;
  private static Http http;

  @BeforeAll
  static void start() {
    mock = LoginMock.start();
    http = new Http(mock.url());
  }

  @AfterAll
  static void stop() {
    mock.close();
  }

  static Stream<Arguments> cases() {
    return CONTRACT.operations().stream()
        .flatMap(o -> o.cases().stream().map(c -> arguments(o, c)));
  }

  static Stream<Arguments> requestedCases() {
    return cases().filter(arguments -> ((Case) arguments.get()[1]).request() != null);
  }

  /** Each documented request that holds a number, or its text, where the field takes both. */
  static Stream<Arguments> requestsOfOtherForm() {
    return requestedCases().flatMap(arguments -> ofOtherForm(arguments.get()));
  }

  private static Stream<Arguments> ofOtherForm(Object... operationAndCase) {
    Operation operation = (Operation) operationAndCase[0];
    Case documented = (Case) operationAndCase[1];
    ObjectNode request = (ObjectNode) documented.request();
    return operation.fields().stream()
        .filter(field -> field.types().containsAll(Set.of("string", "integer")))
        .filter(field -> request.path(field.name()).asText().matches("[1-9]\\d*"))
        .map(field -> request.deepCopy().set(field.name(), other(request.get(field.name()))))
        .map(body -> arguments(operation, documented, body));
  }

  private static JsonNode other(JsonNode value) {
    return value.isTextual() ? LongNode.valueOf(value.asLong()) : TextNode.valueOf(value.asText());
  }

  @ParameterizedTest
  @MethodSource("requestsOfOtherForm")
  void respond_documentedRequestInAnotherFormOfItsField_isTheDocumentedOneValueByValue(
      Operation operation, Case documented, ObjectNode body) {
    Http.Response response = http.post(operation.path(), body);

    assertThat(response.caseName()).isEqualTo(documented.name());
    assertThat(response.json()).isEqualTo(Http.parse(documented.response().toString()));
  }

  @Test
  void respond_documentedRequestInTheTypeOfAnotherOperation_isTheDocumentedOne() {
    Operation operation = CONTRACT.operation("deleteAccount");
    ObjectNode body = success(operation);
    body.put("aggOrgId", body.path("aggOrgId").asText());

    assertThat(http.post(operation.path(), body).caseName()).isEqualTo("deleted");
  }

  @ParameterizedTest
  @MethodSource("cases")
  void respond_preferredCode_isTheFirstCaseThatHasIt(Operation operation, Case documented) {
    String code = documented.code();

    Http.Response response = http.post(operation.path(), "{", "Prefer", "code=" + code);

    assertThat(response.code()).isEqualTo(code);
    assertThat(response.caseName())
        .isEqualTo(
            operation.cases().stream()
                .filter(c -> c.code().equals(code))
                .findFirst()
                .orElseThrow()
                .name());
    assertThat(response.header("Preference-Applied")).isEqualTo("code=" + code);
  }

  @Test
  void respond_exampleAndCodeThatContradict_isTheFirst() {
    Http.Response example = http.post(UPLOAD, "{}", "Prefer", "example=task-expired, code=4000");
    Http.Response code = http.post(UPLOAD, "{}", "Prefer", "code=4000, example=task-expired");

    assertThat(example.caseName()).isEqualTo("task-expired");
    assertThat(example.header("Preference-Applied")).isEqualTo("example=task-expired");
    assertThat(code.caseName()).isEqualTo("missing-nsrsbh");
    assertThat(code.header("Preference-Applied")).isEqualTo("code=4000");
  }

  @Test
  void respond_unknownExampleBesideAKnownCode_isRejected() {
    Http.Response response = http.post(UPLOAD, "{}", "Prefer", "example=task-expird, code=4000");

    assertThat(response.status()).isEqualTo(400);
    assertThat(response.header("Preference-Applied")).isEmpty();
  }

  @Test
  void respond_otherPreferencesAlone_areNotApplied() {
    Http.Response response = http.post(UPLOAD, "{}", "Prefer", "respond-async; example=logged-in");

    assertThat(response.code()).isEqualTo("4000");
    assertThat(response.header("Preference-Applied")).isEmpty();
  }

  @Test
  void respond_preferredCode_isTheFirstCaseOfThatCode() {
    Http.Response response = http.post(UPLOAD, "{}", "Prefer", "respond-async, code=5000");

    assertThat(response.caseName()).isEqualTo("task-expired");
  }

  @Test
  void respond_preferenceInASecondHeaderAndUpperCase_isTaken() {
    Http.Response response =
        http.post(UPLOAD, "{}", "Prefer", "respond-async", "Prefer", "EXAMPLE=\"task-expired\"");

    assertThat(response.caseName()).isEqualTo("task-expired");
  }

  @Test
  void respond_missingFieldThatNoPagePrints_saysThatTheCatalogueDecides() {
    Http.Response response = http.post(UPLOAD, "{\"nsrsbh\":\"1\",\"smsCode\":\"2\"}");

    assertThat(response.caseName()).isEqualTo("parameter-missing");
    assertThat(response.message()).isEqualTo("参数taskId不能为空！");
  }

  @Test
  void respond_optionalFieldOfNull_isAsIfAbsent() {
    String path = CONTRACT.operation("checkSession").path();

    assertThat(
            http.post(path, "{\"nsrsbh\":\"1\",\"accountId\":\"2\",\"isOnlyCheckCache\":null}")
                .code())
        .isEqualTo("2000");
  }

  @Test
  void respond_jsonOfAnotherName_isRead() {
    Http.Response response = http.post(UPLOAD, "{}", "Content-Type", "application/vnd.test+json");

    assertThat(response.code()).isEqualTo("4000");
  }

  @Test
  void respond_unknownExample_listsTheOnesThatExist() {
    Http.Response response = http.post(UPLOAD, "{}", "Prefer", "example=task-expird");

    assertThat(response.status()).isEqualTo(400);
    assertThat(response.header("Content-Type")).startsWith("application/problem+json");
    List<String> names = UPLOAD_OPERATION.caseNames();
    assertThat(response.json().path("available")).map(JsonNode::asText).isEqualTo(names);
    assertThat(response.at("/detail"))
        .isEqualTo(
            "uploadSmsCode has no example 'task-expird'. It has: "
                + String.join(", ", names)
                + ".");
  }

  @Test
  void respond_unknownCode_listsTheOnesThatExist() {
    Http.Response response = http.post(UPLOAD, "{}", "Prefer", "code=1");

    assertThat(response.status()).isEqualTo(400);
    assertThat(response.json().path("available"))
        .map(JsonNode::asText)
        .containsExactly("2000", "4000", "4002", "5000", "4251");
  }

  @ParameterizedTest
  @ValueSource(strings = {"{oops", "[]", "\"text\"", "{} {}", "{\"nsrsbh\":", "null", "\u0000"})
  void respond_malformedBody_isTheParameterError(String body) {
    assertParameterError(UPLOAD_OPERATION, http.call("POST", UPLOAD, body), "请求参数不是合法的JSON！");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "  ", "{}"})
  void respond_emptyBody_namesTheFirstRequiredField(String body) {
    assertParameterError(UPLOAD_OPERATION, http.call("POST", UPLOAD, body), "参数taskId不能为空！");
  }

  @Test
  void respond_operationWithoutState_isItsFirstSuccess() {
    Http.Response response =
        http.post(
            CONTRACT.operation("fetchToken").path(),
            "{\"grant_type\":\"refresh_token\",\"refresh_token\":\"any\"}");

    assertThat(response.caseName()).isEqualTo("issued");
  }

  @Test
  void respond_operationWithoutBody_isItsFirstSuccess() {
    Operation bodiless = CONTRACT.operation("checkSelfHeldLogin");

    assertThat(http.call("POST", bodiless.path(), "").caseName())
        .isEqualTo(bodiless.firstSuccess().name());
  }

  private static ObjectNode success(Operation operation) {
    return operation.firstSuccess().request().deepCopy();
  }

  private static void assertParameterError(
      Operation operation, Http.Response response, String message) {
    assertThat(response.status()).isEqualTo(200);
    assertThat(response.code())
        .isEqualTo(
            operation
                .caseWhen(Condition.PARAMETER_MISSING)
                .orElseThrow()
                .response()
                .path("code")
                .asText());
    assertThat(response.message()).isEqualTo(message);
    assertThat(response.json().path("success").asBoolean()).isTrue();
  }
}
