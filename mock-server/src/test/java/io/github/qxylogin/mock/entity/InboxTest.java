package io.github.qxylogin.mock.entity;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.qxylogin.contract.Condition;
import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.EntityFlow;
import io.github.qxylogin.contract.Flow;
import io.github.qxylogin.contract.Operation;
import io.github.qxylogin.mock.LoginMock;
import io.github.qxylogin.mock.LoginMockBuilder;
import io.github.qxylogin.mock.testing.Http;
import io.github.qxylogin.mock.testing.Http.Response;
import io.github.qxylogin.mock.testing.TestedMock;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** SMS to entities that have an inbox. */
class InboxTest {
  @RegisterExtension
  static final TestedMock MOCK = TestedMock.with(LoginMockBuilder::randomSmsCodes);

  private static final Contract CONTRACT = Contract.load();
  private static final Operation BIND = that(entity -> entity.inbox() != null);
  private static final Operation SEARCH =
      that(entity -> entity.kind().equals(entity(BIND).inbox()));
  private static final String NUMBER = "17012345678";

  private final LoginMock mock;
  private final Http http;

  InboxTest(LoginMock mock) {
    this.mock = mock;
    this.http = new Http(mock.url());
  }

  private static EntityFlow entity(Operation operation) {
    return operation.inFlow(Flow::entity).orElseThrow();
  }

  private static Operation that(Predicate<EntityFlow> wanted) {
    return CONTRACT.operations(Flow.Role.KEEPS_ENTITY).stream()
        .filter(operation -> wanted.test(entity(operation)))
        .findFirst()
        .orElseThrow();
  }

  /** Those that send an SMS to a number of the request. */
  static List<Operation> sending() {
    return CONTRACT.operations(Flow.Role.ISSUES_TASK).stream()
        .filter(o -> o.inFlow(Flow::mobile).isPresent() && o.inFlow(Flow::account).isEmpty())
        .filter(o -> o.fields().stream().anyMatch(f -> f.name().equals(o.flow().mobile())))
        .toList();
  }

  @ParameterizedTest
  @MethodSource("sending")
  void send_toABoundNumber_isFoundWithItsCode(Operation sending) {
    bind();

    String code = send(sending, 0);

    assertThat(found()).hasSize(1);
    assertThat(found().toString()).contains(code).contains(NUMBER);
  }

  @Test
  void send_toANumberThatIsNotBound_isNotFound() {
    send(sending().get(0), 0);

    assertThat(search().caseName())
        .isEqualTo(SEARCH.caseWhen(Condition.NONE_FOUND).orElseThrow().name());
  }

  @Test
  void search_ofManySms_findsTheNewestFirst() {
    bind();
    List<String> codes = new ArrayList<>();
    for (int i = 0; i <= entity(SEARCH).most(); i++) {
      codes.add(0, send(sending().get(0), i));
    }

    JsonNode found = found();

    assertThat(found).hasSize(entity(SEARCH).most());
    for (int i = 0; i < found.size(); i++) {
      assertThat(found.get(i).toString()).contains(codes.get(i));
    }
  }

  private void bind() {
    ObjectNode request = BIND.firstSuccess().request().deepCopy();
    assertThat(http.post(BIND.path(), request.put(entity(BIND).id(), NUMBER)).caseName())
        .isEqualTo(BIND.firstSuccess().name());
  }

  /** Sends an SMS for one of several taxpayers, and returns its code. */
  private String send(Operation sending, int taxpayer) {
    ObjectNode request = sending.firstSuccess().request().deepCopy();
    request.put(sending.flow().mobile(), NUMBER);
    sending.flow().identity().stream()
        .filter(field -> !field.equals(sending.flow().mobile()))
        .findFirst()
        .ifPresent(field -> request.put(field, "91110000TESTTEST%02d".formatted(taxpayer)));
    Response sent = http.post(sending.path(), request);
    return mock.smsCode(sent.json().at(sending.flow().taskAt()).asText());
  }

  private JsonNode found() {
    return search().json().at(entity(SEARCH).at());
  }

  private Response search() {
    ObjectNode request = SEARCH.firstSuccess().request().deepCopy();
    entity(SEARCH)
        .match()
        .keySet()
        .forEach(at -> request.put(at.last().getMatchingProperty(), NUMBER));
    return http.post(SEARCH.path(), request);
  }
}
