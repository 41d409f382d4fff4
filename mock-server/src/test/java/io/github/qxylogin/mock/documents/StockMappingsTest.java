package io.github.qxylogin.mock.documents;

import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.github.tomakehurst.wiremock.WireMockServer;
import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.Field;
import io.github.qxylogin.contract.Flow;
import io.github.qxylogin.contract.Operation;
import io.github.qxylogin.mock.LoginMock;
import io.github.qxylogin.mock.testing.Http;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The mappings that the build left, served by a stock WireMock: its errors are the mock's. */
class StockMappingsTest {
  private static final List<String> ANEW = List.of("reqId", "timestamp");
  private static final List<String> DETAIL = List.of("detail");
  private static final Contract CONTRACT = Contract.load();
  private static final Operation SEND = CONTRACT.operation("sendSmsCode");
  private static final JsonNode ONE = IntNode.valueOf(1);
  private static final JsonNode ONE_AS_TEXT = TextNode.valueOf("1");

  private static WireMockServer stock;
  private static Http http;
  private static LoginMock mock;
  private static Http ours;

  @BeforeAll
  static void serve() {
    stock =
        new WireMockServer(
            wireMockConfig()
                .dynamicPort()
                .bindAddress("127.0.0.1")
                .usingFilesUnderDirectory("target/wiremock"));
    stock.start();
    http = new Http(stock.baseUrl());
    mock = LoginMock.start();
    ours = new Http(mock.url());
  }

  @AfterAll
  static void stop() {
    stock.stop();
    mock.close();
  }

  static Stream<Operation> operations() {
    return CONTRACT.operations().stream();
  }

  static Stream<Operation> operationsWithRequiredFields() {
    return operations()
        .filter(o -> !o.missingFrom(JsonNodeFactory.instance.objectNode()).isEmpty());
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

  @ParameterizedTest
  @MethodSource("requiredFields")
  void mapping_fieldMissing_isRejectedAsByTheMock(Operation operation, String field) {
    ObjectNode body = unlikeAnyDocumented(operation);
    body.remove(field);

    assertAlike(operation, body);
  }

  @Test
  void mapping_fieldNullOrBlank_isRejectedAsByTheMock() {
    ObjectNode body = unlikeAnyDocumented(SEND);

    assertAlike(SEND, body.deepCopy().putNull("gryhm"));
    assertAlike(SEND, body.deepCopy().put("gryhm", " "));
  }

  @ParameterizedTest
  @MethodSource("operationsWithRequiredFields")
  void mapping_emptyObject_isRejectedAsByTheMock(Operation operation) {
    assertAlike(operation, "{}");
  }

  @ParameterizedTest
  @MethodSource("partsOfSets")
  void mapping_partOfASetOfFields_getsTheResponseOfTheMock(Operation operation, Set<String> names) {
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
        boolean needsState =
            operation.inFlow(Flow::account).isPresent()
                || operation.plays(Flow.Role.CHECKS_SESSION);
        if (!needsState) {
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
  @ValueSource(strings = {"GET", "PUT", "DELETE", "PATCH", "OPTIONS"})
  void mapping_anotherMethod_isRejectedAsByTheMock(String method) {
    Http.Response response = http.call(method, SEND.path(), "");

    assertSame(ours.call(method, SEND.path(), ""), response);
    assertThat(response.header("Allow")).isEqualTo("POST");
  }

  @Test
  void mapping_head_isRejectedAsByTheMock() {
    assertThat(http.call("HEAD", SEND.path(), "").status())
        .isEqualTo(ours.call("HEAD", SEND.path(), "").status())
        .isEqualTo(405);
  }

  @ParameterizedTest
  @ValueSource(strings = {"text/plain", "application/x-www-form-urlencoded", "application/jsonx"})
  void mapping_anotherContentType_isRejectedAsByTheMock(String type) {
    String[] header = {"Content-Type", type};

    assertSame(ours.post(SEND.path(), "{}", header), http.post(SEND.path(), "{}", header));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/v2/public/no/such"})
  void mapping_unknownPath_isRejectedAsByTheMockButForTheNearest(String path) {
    Http.Response wanted = ours.post(path, "{}");
    Http.Response response = http.post(path, "{}");

    assertSameHead(wanted, response);
    assertThat(without(DETAIL, response)).isEqualTo(without(DETAIL, wanted));
    assertThat(response.at("/detail"))
        .isEqualTo(
            "The mock has nothing at this path."
                + " The operations are those that the mappings are named after.");
  }

  private static void assertAlike(Operation operation, Object body) {
    mock.reset();

    assertSame(ours.post(operation.path(), body), http.post(operation.path(), body));
  }

  /** Compares all but the request's id, which the mock draws anew, and the time. */
  private static void assertSame(Http.Response wanted, Http.Response response) {
    assertThat(without(ANEW, response)).isEqualTo(without(ANEW, wanted));
    assertSameHead(wanted, response);
  }

  private static void assertSameHead(Http.Response wanted, Http.Response response) {
    assertThat(response.status()).isEqualTo(wanted.status());
    for (String header : List.of("Content-Type", "X-Mock-Case", "X-Mock-Evidence")) {
      assertThat(response.header(header)).as(header).isEqualTo(wanted.header(header));
    }
  }

  private static JsonNode without(List<String> members, Http.Response response) {
    return ((ObjectNode) response.json()).without(members);
  }

  private static ObjectNode unlikeAnyDocumented(Operation operation) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    if (operation.firstSuccess().request() instanceof ObjectNode usual) {
      body.setAll(usual);
    }
    return body.put("unlike any documented", true);
  }
}
