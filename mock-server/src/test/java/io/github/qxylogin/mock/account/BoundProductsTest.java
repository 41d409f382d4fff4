package io.github.qxylogin.mock.account;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.qxylogin.contract.AccountFlow;
import io.github.qxylogin.contract.AccountFlow.Does;
import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.Flow;
import io.github.qxylogin.contract.Operation;
import io.github.qxylogin.mock.LoginMock;
import io.github.qxylogin.mock.testing.Http;
import io.github.qxylogin.mock.testing.TestedMock;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A call that binds an account to several products. */
@ExtendWith(TestedMock.class)
class BoundProductsTest {
  private static final Contract CONTRACT = Contract.load();
  private static final Operation CREATE = that(flow -> flow.does() == Does.CREATES);
  private static final Operation FIND = that(flow -> flow.does() == Does.FINDS);
  private static final Operation BIND = that(flow -> flow.items() != null);
  private static final AccountFlow FLOW = flow(BIND);

  private final Http http;
  private JsonNode bound;
  private JsonNode found;

  BoundProductsTest(LoginMock mock) {
    this.http = new Http(mock.url());
  }

  private static AccountFlow flow(Operation operation) {
    return operation.inFlow(Flow::account).orElseThrow();
  }

  private static Operation that(Predicate<AccountFlow> wanted) {
    return CONTRACT.operations(Flow.Role.KEEPS_ACCOUNT).stream()
        .filter(operation -> wanted.test(flow(operation)))
        .findFirst()
        .orElseThrow();
  }

  @BeforeEach
  void bindTwoProducts() {
    ObjectNode create = CREATE.firstSuccess().request().deepCopy();
    long enterprise = 7583454730897099L;
    create.put(flow(CREATE).enterprise(), enterprise);
    JsonNode created = http.post(CREATE.path(), create).json();
    String account = flow(CREATE).accountIn(created).path(flow(CREATE).id()).asText();
    ObjectNode bind = BIND.firstSuccess().request().deepCopy();
    bind.put(FLOW.enterprise(), Long.toString(enterprise)).put(FLOW.id(), account);
    bind.putArray(FLOW.items().field()).add("9998").add("9999");
    bound = http.post(BIND.path(), bind).json().at(FLOW.items().at());
    ObjectNode find = FIND.firstSuccess().request().deepCopy();
    find.put(flow(FIND).enterprise(), enterprise);
    find.remove(flow(FIND).id());
    found = http.post(FIND.path(), find).json().at(flow(FIND).at());
  }

  @Test
  void bind_ofProducts_hasAResultOfEach() {
    assertThat(bound.findValuesAsText(FLOW.items().name())).isEqualTo(List.of("9998", "9999"));
  }

  @Test
  void bind_ofAProduct_namesItInTheTextOfItsResult() {
    JsonNode documented = BIND.firstSuccess().response().at(FLOW.items().at()).get(0);
    String product = documented.path(FLOW.items().name()).asText();

    assertThat(bound.get(1).toString())
        .isEqualTo(documented.toString().replaceAll(product, "9999"));
  }

  @Test
  void find_afterTheBinding_hasARowOfEachProduct() {
    assertThat(found.findValuesAsText(FLOW.items().name())).isEqualTo(List.of("9998", "9999"));
  }
}
