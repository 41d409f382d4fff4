package io.github.qxylogin.mock.flow;

import static io.github.qxylogin.mock.testing.Await.await;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.Operation;
import io.github.qxylogin.mock.account.AccountIndex;
import io.github.qxylogin.mock.account.AccountStore;
import io.github.qxylogin.mock.account.CalledAccounts;
import io.github.qxylogin.mock.exchange.Call;
import io.github.qxylogin.mock.exchange.Exchange;
import io.github.qxylogin.mock.exchange.Identities;
import io.github.qxylogin.mock.store.Store;
import io.github.qxylogin.mock.testing.TestedState;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;

class FlowsTest {
  private static final Duration DEADLINE = Duration.ofSeconds(20);
  private static final Contract CONTRACT = Contract.load();
  private static final Operation SEND = CONTRACT.operation("sendSmsCode");
  private static final Operation UPLOAD = CONTRACT.operation("uploadSmsCode");
  private static final String TAXPAYER = "91110000TESTTEST02";

  private final FlowIndex index = new FlowIndex(CONTRACT);
  @AutoClose private final Store store = TestedState.store();
  private final FlowState state = new FlowState(new MockClock(Clock.systemUTC(), store), store);
  private final FailedLogins logins = new FailedLogins(Clock.systemUTC(), store);
  private final Flows flows =
      new Flows(
          index,
          state,
          logins,
          new Identities(store, none -> List.of()),
          SmsCodes.always("002100"),
          new CalledAccounts(
              new AccountIndex(CONTRACT), new AccountStore(Map.of(), store), state, logins));

  @DisabledIfSystemProperty(
      named = TestedState.PARAMETER,
      matches = ".+",
      disabledReason = "waits at the lock of the store in memory")
  @Test
  void apply_loginDuringAnother_leavesItsTaskUntilItsTurn() throws Exception {
    String task = flows.handle(call(SEND, "")).orElseThrow().body().at("/data/taskId").asText();
    Exchange upload = call(UPLOAD, task);
    Thread prescribed =
        new Thread(
            () -> flows.apply(upload, UPLOAD.firstSuccess(), OperationHandler.Values.GENERATED));

    boolean same =
        state.transact(
            () -> {
              boolean before = state.task(task).isPresent();
              if (prescribed.getState() == Thread.State.NEW) {
                prescribed.start();
              }
              await(() -> prescribed.getState() != Thread.State.RUNNABLE);
              return before == state.task(task).isPresent();
            });
    prescribed.join(DEADLINE.toMillis());

    assertThat(same).as("the task is the same within a transaction").isTrue();
    assertThat(state.task(task)).isEmpty();
  }

  private static Exchange call(Operation operation, String task) {
    ObjectNode body = operation.firstSuccess().request().deepCopy();
    body.put("nsrsbh", TAXPAYER).put("taskId", task);
    Call call = new Call("POST", operation.path(), "", header -> null, new byte[0]);
    return new Exchange(operation, call, body, false);
  }
}
