package io.github.qxylogin.mock.stubbing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.Operation;
import io.github.qxylogin.mock.http.ChosenResponse;
import io.github.qxylogin.mock.http.ExplainedResponse;
import io.github.qxylogin.mock.http.FaultKind;
import io.github.qxylogin.mock.http.MockRequest;
import io.github.qxylogin.mock.http.OperationRequest;
import io.github.qxylogin.mock.state.ContractIndexes;
import io.github.qxylogin.mock.state.MockState;
import io.github.qxylogin.mock.store.Store;
import java.time.Clock;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** A request that a browser sends again, since its response was lost, is recognised. */
class FaultyResponsesTest {
  private static final ContractIndexes INDEXES = ContractIndexes.of(Contract.load());
  private static final Operation SEND = INDEXES.contract().operation("sendSmsCode");
  private static final JsonNode BODY = SEND.firstSuccess().request();
  private static final String AGAIN =
      "why; the response to the same request was lost just before: browsers repeat such a request automatically";

  private final Faults faults =
      MockState.of(INDEXES, Store.inMemory(), Clock.systemUTC(), 0, Set.of()).faults();
  private final FaultyResponses responses =
      new FaultyResponses(faults, INDEXES.errors(), new AtomicReference<>());

  @Test
  void respond_sameRequestJustAfterALostResponse_saysSo() {
    loseOneResponse();

    assertThat(why(BODY, 49)).isEqualTo(AGAIN);
  }

  @Test
  void respond_anotherRequest_isAsUsual() {
    loseOneResponse();

    assertThat(why(BODY.<ObjectNode>deepCopy().put("foo", "1"), 49)).isEqualTo("why");
  }

  @Test
  void respond_sameRequestLater_isAsUsual() {
    loseOneResponse();

    assertThat(why(BODY, 50)).isEqualTo("why");
  }

  @Test
  void respond_sameRequestAThirdTime_isAsUsual() {
    loseOneResponse();
    why(BODY, 0);

    assertThat(why(BODY, 0)).isEqualTo("why");
  }

  @Test
  void respond_sameCallInATransactionThatRunsAgain_isAsUsual() {
    MockRequest call = call();
    loseOneResponse(call);

    assertThat(why(call, BODY, 0)).isEqualTo("why");
  }

  private void loseOneResponse() {
    loseOneResponse(call());
  }

  private void loseOneResponse(MockRequest call) {
    FaultKind kind = FaultKind.EMPTY_RESPONSE;
    faults.set("lost", new Fault(null, SEND.id(), null, kind, null, null, null, 1));
    why(call, BODY, 0);
  }

  private static MockRequest call() {
    return new MockRequest("POST", SEND.path(), "", header -> null, new byte[0]);
  }

  private String why(JsonNode body, long atMillis) {
    return why(call(), body, atMillis);
  }

  private String why(MockRequest call, JsonNode body, long atMillis) {
    Instant at = Instant.ofEpochMilli(atMillis);
    OperationRequest request = new OperationRequest(SEND, call, (ObjectNode) body, false, at);
    ChosenResponse usual = ChosenResponse.of(SEND.firstSuccess()).because("plain", "why");
    return responses.apply(request, () -> ExplainedResponse.of("flow", usual)).decision().why();
  }
}
