package io.github.qxylogin.mock.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.qxylogin.contract.Case;
import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.Operation;
import io.github.qxylogin.mock.LoginMock;
import io.github.qxylogin.mock.junit.LoginMockExtension;
import io.github.qxylogin.mock.testing.Http;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A response by the state has its own request id; SelectionTest has those that keep theirs. */
@ExtendWith(LoginMockExtension.class)
class RequestIdTest {
  private static final Contract CONTRACT = Contract.load();
  private static final Operation SEND = CONTRACT.operation("sendSmsCode");
  private static final String TAXPAYER = "91110000TESTTEST02";

  private final LoginMock mock;
  private final Http http;

  RequestIdTest(LoginMock mock) {
    this.mock = mock;
    this.http = new Http(mock.url());
  }

  static Stream<Operation> ofAFlow() {
    return CONTRACT.operations().stream()
        .filter(o -> o.flow() != null)
        .filter(o -> !member(o.firstSuccess()).isEmpty());
  }

  @ParameterizedTest
  @MethodSource("ofAFlow")
  void flow_sameCallTwice_hasTwoNewIds(Operation operation) {
    ObjectNode body = operation.firstSuccess().request().deepCopy();
    body.put("unlike any documented", true);

    String first = newId(operation, http.post(operation.path(), body));
    String second = newId(operation, http.post(operation.path(), body));

    assertThat(second).isNotEqualTo(first);
    assertThat(mock.calls())
        .extracting(call -> call.decision().rule())
        .isSubsetOf("flow", "magic-value", "first-success");
  }

  private static String newId(Operation operation, Http.Response response) {
    Case documented = operation.documentedCase(response.caseName());
    String id = response.json().path(member(documented)).asText();
    assertThat(id).matches("[0-9a-f]{32}");
    assertThat(id).isNotEqualTo(documented.response().path(member(documented)).asText());
    return id;
  }

  /** Returns how a documented response spells the request id; nothing if it prints none. */
  private static String member(Case documented) {
    return Stream.of("reqId", "req_id").filter(documented.response()::has).findFirst().orElse("");
  }

  @ParameterizedTest
  @ValueSource(strings = {"sms-sent", "sms-too-frequent"})
  void outcome_prescribedCase_hasAnIdOfItsOwn(String name) {
    mock.identity(TAXPAYER).returns(name);
    ObjectNode body = SEND.firstSuccess().request().deepCopy();

    Http.Response sent = http.post(SEND.path(), body.put("nsrsbh", TAXPAYER));

    assertThat(sent.caseName()).isEqualTo(name);
    newId(SEND, sent);
  }

  @Test
  void flow_responseWithoutAnId_getsNone() {
    Operation upload = CONTRACT.operation("uploadEtaxSmsCode");
    ObjectNode body = CONTRACT.operation("sendEtaxSmsCode").firstSuccess().request().deepCopy();
    String sending = CONTRACT.operation("sendEtaxSmsCode").path();
    String task = http.post(sending, body.put("nsrsbh", TAXPAYER)).at("/data/taskId");

    ObjectNode redeeming = upload.firstSuccess().request().deepCopy();
    redeeming.put("nsrsbh", TAXPAYER).put("taskId", task);
    JsonNode response = http.post(upload.path(), redeeming).json();

    assertThat(response.fieldNames())
        .toIterable()
        .containsExactlyElementsOf(() -> upload.firstSuccess().response().fieldNames());
  }
}
