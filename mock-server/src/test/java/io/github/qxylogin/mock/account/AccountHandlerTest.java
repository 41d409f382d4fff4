package io.github.qxylogin.mock.account;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.Operation;
import io.github.qxylogin.mock.entity.Entities;
import io.github.qxylogin.mock.entity.EntityIndex;
import io.github.qxylogin.mock.flow.FailedLogins;
import io.github.qxylogin.mock.flow.FlowState;
import io.github.qxylogin.mock.flow.MockClock;
import io.github.qxylogin.mock.http.ChosenResponse;
import io.github.qxylogin.mock.http.MockRequest;
import io.github.qxylogin.mock.http.OperationRequest;
import io.github.qxylogin.mock.store.Store;
import io.github.qxylogin.mock.testing.TestedState;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class AccountHandlerTest {
  private static final Contract CONTRACT = Contract.load();
  private static final String ENTERPRISE = "7583454730897099";

  @AutoClose private final Store memory = TestedState.store();
  private final AccountIndex index = new AccountIndex(CONTRACT);
  private final MockClock clock = new MockClock(Clock.systemUTC(), memory);
  private final CalledAccounts accounts =
      new CalledAccounts(
          index,
          new Entities(EntityIndex.of(CONTRACT, Map.of()), clock, memory, (k, e, i) -> {}),
          new FlowState(clock, memory),
          new FailedLogins(Clock.systemUTC(), memory));

  @Test
  void handle_deletionsOfNoAccountAtTenThousandEnterprises_forgetNobody() {
    Operation delete = CONTRACT.operation("deleteAccount");
    create("13800000000");

    for (int i = 0; i < 10_001; i++) {
      ObjectNode body = delete.firstSuccess().request().deepCopy();
      body.put("aggOrgId", 1_000_000L + i);
      assertThat(response(delete, body).caseName()).isEqualTo("no-such-account");
    }

    assertThat(accounts.of(ENTERPRISE)).hasSize(1);
  }

  @Test
  void handle_creationRejectedMoreThanTenThousandTimes_agesNobody() {
    Operation create = CONTRACT.operation("createAccount");
    create("13800000000");
    for (int i = 0; i < 10_001; i++) {
      assertThat(response(create, "13800000000").caseName()).isEqualTo("already-exists");
    }

    create("13800000001");

    assertThat(accounts.of(ENTERPRISE)).hasSize(2);
  }

  private void create(String person) {
    assertThat(response(CONTRACT.operation("createAccount"), person).caseName())
        .isEqualTo("created");
  }

  private ChosenResponse response(Operation operation, String person) {
    ObjectNode body = operation.firstSuccess().request().deepCopy();
    return response(
        operation, body.put("aggOrgId", Long.parseLong(ENTERPRISE)).put("gryhm", person));
  }

  private ChosenResponse response(Operation operation, ObjectNode body) {
    MockRequest call = new MockRequest("POST", operation.path(), "", header -> null, new byte[0]);
    OperationRequest request = new OperationRequest(operation, call, body, false, Instant.EPOCH);
    return accounts.handler().handle(request, operation.flow()).orElseThrow();
  }
}
