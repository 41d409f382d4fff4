package io.github.qxylogin.mock.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.github.qxylogin.contract.Case;
import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.Field;
import io.github.qxylogin.contract.Flow;
import io.github.qxylogin.contract.Operation;
import io.github.qxylogin.mock.LoginMock;
import io.github.qxylogin.mock.exchange.Answer;
import io.github.qxylogin.mock.testing.Http;
import io.github.qxylogin.mock.testing.StockWireMock;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the exported mappings make a stock WireMock answer, which has none of our classes. */
@Order(1)
class MappingExportTest {
  private static final Contract CONTRACT = Contract.load();
  private static final Operation SEND = CONTRACT.operation("sendSmsCode");
  private static final JsonNode ONE = IntNode.valueOf(1);
  private static final JsonNode ONE_AS_TEXT = TextNode.valueOf("1");

  @TempDir static Path folder;
  private static StockWireMock stock;
  private static Http http;
  private static LoginMock mock;
  private static Http ours;

  @BeforeAll
  static void serve() throws Exception {
    MappingExport.main(new String[] {folder.toString()});
    stock = new StockWireMock(folder);
    http = new Http(stock.url());
    mock = LoginMock.start();
    ours = new Http(mock.url());
  }

  @AfterAll
  static void stop() {
    stock.close();
    mock.close();
  }

  static Stream<Operation> operations() {
    return CONTRACT.operations().stream();
  }

  static Stream<Arguments> cases() {
    return operations().flatMap(o -> o.cases().stream().map(c -> arguments(o, c)));
  }

  static Stream<Arguments> requestedCases() {
    return cases().filter(arguments -> ((Case) arguments.get()[1]).request() != null);
  }

  static Stream<Arguments> requiredFields() {
    return operations()
        .flatMap(
            o -> o.fields().stream().filter(f -> isMissed(o, f)).map(f -> arguments(o, f.name())));
  }

  /** Another field may do in its place. */
  private static boolean isMissed(Operation operation, Field field) {
    return field.required()
        && !operation.missingFrom(unlikeAnyDocumented(operation).without(field.name())).isEmpty();
  }

  static Stream<Arguments> codes() {
    return operations()
        .flatMap(
            o ->
                o.cases().stream()
                    .map(MappingExportTest::code)
                    .distinct()
                    .map(c -> arguments(o, c)));
  }

  @ParameterizedTest
  @MethodSource("requestedCases")
  void mapping_documentedRequest_getsTheDocumentedAnswer(Operation operation, Case documented) {
    assertIs(documented, http.post(operation.path(), documented.request()));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void mapping_preferredExample_getsThatAnswer(Operation operation, Case documented) {
    assertIs(
        documented, http.post(operation.path(), "{}", "Prefer", "example=" + documented.name()));
  }

  @ParameterizedTest
  @MethodSource("codes")
  void mapping_preferredCode_getsTheFirstAnswerOfThatCode(Operation operation, String code) {
    Case first = operation.cases().stream().filter(c -> code(c).equals(code)).findFirst().get();

    assertIs(first, http.post(operation.path(), "{}", "Prefer", "code=" + code));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "example=sms-too-frequent, code=2000",
        "respond-async, example=sms-too-frequent",
        "wait=10, EXAMPLE = \"sms-too-frequent\", respond-async",
        "code=8001, example=sms-sent",
        "examples=sms-sent, code=8001"
      })
  void mapping_severalPreferences_theFirstThatAsksForACaseDecides(String prefer) {
    assertThat(http.post(SEND.path(), "{}", "Prefer", prefer).caseName())
        .isEqualTo("sms-too-frequent");
  }

  @ParameterizedTest
  @ValueSource(strings = {"example=none", "example=SMS-SENT", "code=1", "example="})
  void mapping_unknownPreference_listsTheExamples(String prefer) {
    Http.Answered answered = http.post(SEND.path(), "{}", "Prefer", prefer);

    assertThat(answered.status()).isEqualTo(400);
    assertThat(answered.at("/detail")).contains("sendSmsCode has the examples sms-sent, logged-in");
  }

  @ParameterizedTest
  @MethodSource("requiredFields")
  void mapping_fieldMissing_isRefusedAsTheMockDoes(Operation operation, String field) {
    ObjectNode body = unlikeAnyDocumented(operation);
    body.remove(field);

    assertAlike(operation, body);
  }

  @Test
  void mapping_fieldNullOrBlank_isRefusedAsTheMockDoes() {
    ObjectNode body = unlikeAnyDocumented(SEND);

    assertAlike(SEND, body.deepCopy().putNull("gryhm"));
    assertAlike(SEND, body.deepCopy().put("gryhm", " "));
  }

  @ParameterizedTest
  @MethodSource("operations")
  void mapping_emptyObject_isRefusedAsTheMockDoes(Operation operation) {
    assertAlike(operation, "{}");
  }

  @ParameterizedTest
  @MethodSource("partsOfSets")
  void mapping_partOfASetOfFields_isAnsweredAsTheMockDoes(Operation operation, Set<String> names) {
    ObjectNode body = unlikeAnyDocumented(operation);
    operation.alternatives().forEach(body::remove);
    for (Field field : operation.fields()) {
      if (names.contains(field.name())) {
        body.set(field.name(), field.accepts(ONE_AS_TEXT) ? ONE_AS_TEXT : ONE);
      }
    }

    assertAlike(operation, body);
  }

  /**
   * Of each set of fields that will do: all of them, and all but one. The mock looks for an account
   * in its state, so of the calls for one those that lack a field alone.
   */
  static Stream<Arguments> partsOfSets() {
    Stream.Builder<Arguments> parts = Stream.builder();
    for (Operation operation : CONTRACT.operations()) {
      for (Set<String> all : operation.alternatives()) {
        if (operation.inFlow(Flow::account).isEmpty()) {
          parts.add(arguments(operation, all));
        }
        for (String missing : all) {
          Set<String> names = new TreeSet<>(all);
          names.remove(missing);
          parts.add(arguments(operation, names));
        }
      }
    }
    return parts.build();
  }

  @ParameterizedTest
  @MethodSource("operations")
  void mapping_anyOtherRequest_getsTheFirstSuccess(Operation operation) {
    assertIs(operation.firstSuccess(), http.post(operation.path(), unlikeAnyDocumented(operation)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET", "PUT", "DELETE", "PATCH", "OPTIONS"})
  void mapping_anotherMethod_isRefusedAsTheMockDoes(String method) {
    Http.Answered answered = http.call(method, SEND.path(), "");

    assertSame(ours.call(method, SEND.path(), ""), answered);
    assertThat(answered.header("Allow")).isEqualTo("POST");
  }

  @Test
  void mapping_head_isRefusedAsTheMockDoes() {
    assertThat(http.call("HEAD", SEND.path(), "").status())
        .isEqualTo(ours.call("HEAD", SEND.path(), "").status())
        .isEqualTo(405);
  }

  @ParameterizedTest
  @ValueSource(strings = {"text/plain", "application/x-www-form-urlencoded", "application/jsonx"})
  void mapping_anotherContentType_isRefusedAsTheMockDoes(String type) {
    String[] header = {"Content-Type", type};

    assertSame(ours.post(SEND.path(), "{}", header), http.post(SEND.path(), "{}", header));
  }

  @ParameterizedTest
  @ValueSource(strings = {"application/json", "Application/JSON; charset=utf-8", "text/x+json"})
  void mapping_jsonByAnyName_isTaken(String type) {
    assertThat(http.post(SEND.path(), "{}", "Content-Type", type).status()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/v2/public/no/such"})
  void mapping_unknownPath_isRefusedAsTheMockDoesButForTheNearest(String path) {
    Http.Answered wanted = ours.post(path, "{}");
    Http.Answered answered = http.post(path, "{}");

    assertSameHead(wanted, answered);
    assertThat(without("detail", answered)).isEqualTo(without("detail", wanted));
    assertThat(answered.at("/detail"))
        .isEqualTo(
            "The mock has nothing at this path."
                + " The operations are those that the mappings are named after.");
  }

  @Test
  void folder_readMe_saysHowToLoadIt() {
    assertThat(folder.resolve("README.md")).content().contains("--root-dir THIS_FOLDER");
  }

  private static void assertIs(Case documented, Http.Answered answered) {
    assertThat(answered.text()).isEqualTo(documented.answer().toString());
    assertThat(answered.status()).isEqualTo(documented.status());
    assertThat(answered.header("Content-Type")).isEqualTo(Answer.JSON);
    assertThat(answered.caseName()).isEqualTo(documented.name());
    assertThat(answered.header("X-Mock-Evidence")).isEqualTo(documented.evidence().key());
  }

  private static void assertAlike(Operation operation, Object body) {
    mock.reset();

    assertSame(ours.post(operation.path(), body), http.post(operation.path(), body));
  }

  /** Compares all but the request's id, which the mock draws anew. */
  private static void assertSame(Http.Answered wanted, Http.Answered answered) {
    assertThat(without("reqId", answered)).isEqualTo(without("reqId", wanted));
    assertSameHead(wanted, answered);
  }

  private static void assertSameHead(Http.Answered wanted, Http.Answered answered) {
    assertThat(answered.status()).isEqualTo(wanted.status());
    for (String header : List.of("Content-Type", "X-Mock-Case", "X-Mock-Evidence")) {
      assertThat(answered.header(header)).as(header).isEqualTo(wanted.header(header));
    }
  }

  private static JsonNode without(String member, Http.Answered answered) {
    return ((ObjectNode) answered.json()).without(member);
  }

  private static ObjectNode unlikeAnyDocumented(Operation operation) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    if (operation.firstSuccess().request() instanceof ObjectNode usual) {
      body.setAll(usual);
    }
    return body.put("unlike any documented", true);
  }

  private static String code(Case documented) {
    return documented.code();
  }
}
