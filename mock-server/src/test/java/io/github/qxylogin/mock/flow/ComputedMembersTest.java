package io.github.qxylogin.mock.flow;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.Family;
import io.github.qxylogin.contract.Flow;
import io.github.qxylogin.contract.Operation;
import io.github.qxylogin.mock.LoginMock;
import io.github.qxylogin.mock.testing.Http;
import io.github.qxylogin.mock.testing.Http.Response;
import io.github.qxylogin.mock.testing.TestedState;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A template of the contract is computed whatever the operation does. */
class ComputedMembersTest {
  private static final Contract CONTRACT = Contract.load();
  private static final String COMPUTED = "2999";

  private static LoginMock mock;
  private static Http http;

  @BeforeAll
  static void startWithATemplateInEachOperation() {
    JsonNode document = CONTRACT.document().deepCopy();
    for (Operation operation : CONTRACT.operations()) {
      response(document, operation).put("code", "{{defaultIfEmpty '' '2999'}}");
    }
    response(document, CONTRACT.operation("findPrincipals"))
        .withObject("/data")
        .putArray("details")
        .addObject()
        .put("name", "{{request.aggOrgId}}");
    mock = TestedState.mock().contract(Contract.of(document)).start();
    http = new Http(mock.url());
  }

  @AfterAll
  static void stop() {
    mock.close();
  }

  private static ObjectNode response(JsonNode document, Operation operation) {
    return ((ObjectNode) document.path("paths").path(operation.path()).path("post"))
        .withObject("/x-mock/response");
  }

  /** The successes of the others have no code. */
  static Stream<Operation> operations() {
    return CONTRACT.operations().stream().filter(o -> !o.firstSuccess().code().isEmpty());
  }

  @ParameterizedTest
  @MethodSource("operations")
  void success_ofEachOperation_hasWhatItsTemplateComputes(Operation operation) {
    List<Response> successes = new ArrayList<>(List.of(call(operation)));
    identity(operation)
        .ifPresent(
            identity -> {
              mock.identity(identity).on(operation.id()).returns(operation.firstSuccess().name());
              successes.add(call(operation));
              mock.identity(identity).clear();
            });

    successes.removeIf(response -> !isSuccess(operation, response.caseName()));
    assertThat(successes).isNotEmpty();
    assertThat(successes).extracting(Response::code).containsOnly(COMPUTED);
  }

  @Test
  void element_ofAList_coversAll() {
    Operation find = CONTRACT.operation("findPrincipals");
    String identity = identity(find).orElseThrow();
    mock.identity(identity).on(find.id()).once().returns(find.firstSuccess().name());

    JsonNode found = call(find).json().at("/data/details");

    assertThat(found).hasSizeGreaterThan(1);
    assertThat(found.findValuesAsText("name")).containsOnly(identity);
  }

  private static Response call(Operation operation) {
    return http.post(operation.path(), body(operation));
  }

  private static ObjectNode body(Operation operation) {
    JsonNode documented = operation.firstSuccess().request();
    ObjectNode body =
        documented == null ? JsonNodeFactory.instance.objectNode() : documented.deepCopy();
    return body.put("undeclared", "so that the request is not a documented one");
  }

  private static Optional<String> identity(Operation operation) {
    return Stream.concat(
            operation.inFlow(Flow::identity).stream().flatMap(List::stream),
            operation.inFlow(Flow::task).stream())
        .map(field -> body(operation).path(field).asText())
        .filter(value -> !value.isEmpty())
        .findFirst();
  }

  private static boolean isSuccess(Operation operation, String caseName) {
    return operation.cases().stream()
        .anyMatch(c -> c.name().equals(caseName) && c.family() == Family.OK);
  }
}
