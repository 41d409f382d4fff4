package io.github.qxylogin.mock.account;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.qxylogin.contract.AccountFlow;
import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.Family;
import io.github.qxylogin.contract.Operation;
import io.github.qxylogin.mock.LoginMock;
import io.github.qxylogin.mock.testing.Http;
import io.github.qxylogin.mock.testing.TestedState;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The accounts of the documentation, in the whole contract and in the view of each module. */
class DocumentedAccountTest {
  private static final Contract WHOLE = Contract.load();

  /** Returns the views that have a login for some accounts. */
  static Stream<Named<Contract>> views() {
    return Stream.concat(
            Stream.of(Named.of("whole", WHOLE)),
            WHOLE.modules().stream().map(name -> Named.of(name, WHOLE.module(name))))
        .filter(view -> !logins(view.getPayload()).isEmpty());
  }

  @ParameterizedTest
  @MethodSource("views")
  void login_ofEachAccountThatTheDocumentedQueryFinds_startsInOneWay(Contract view) {
    Operation query = query(view);
    AccountFlow flow = query.flow().account();
    JsonNode request = query.firstSuccess().request();

    try (LoginMock mock = TestedState.mock().contract(view).start()) {
      Http http = new Http(mock.url());
      JsonNode found = flow.accountIn(http.post(query.path(), request).json());
      assertThat(found)
          .isNotEmpty()
          .allSatisfy(
              account ->
                  assertThat(logins(view))
                      .anySatisfy(
                          login -> {
                            JsonNode call = call(login, request.path(flow.enterprise()), account);
                            String code = http.post(login.path(), call).code();
                            assertThat(login.familyOf(code)).isEqualTo(Family.OK);
                          }));
    }
  }

  private static Operation query(Contract view) {
    return view.operations().stream()
        .filter(o -> does(o) == AccountFlow.Does.FINDS)
        .findFirst()
        .orElseThrow();
  }

  private static AccountFlow.Does does(Operation operation) {
    return operation.inFlow(f -> f.account()).map(AccountFlow::does).orElse(null);
  }

  private static List<Operation> logins(Contract view) {
    return view.operations().stream()
        .filter(o -> o.inFlow(f -> f.account()).map(AccountFlow::modes).isPresent())
        .toList();
  }

  private static JsonNode call(Operation login, JsonNode enterprise, JsonNode account) {
    AccountFlow flow = login.flow().account();
    ObjectNode call = login.firstSuccess().request().deepCopy();
    set(call, flow.enterprise(), enterprise.asLong());
    set(call, flow.id(), account.path(flow.id()).asLong());
    return call;
  }

  /** Sets a number in the type that the documented request has. */
  private static void set(ObjectNode call, String field, long number) {
    if (call.path(field).isTextual()) {
      call.put(field, Long.toString(number));
    } else {
      call.put(field, number);
    }
  }
}
