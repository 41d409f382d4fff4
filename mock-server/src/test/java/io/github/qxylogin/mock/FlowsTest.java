package io.github.qxylogin.mock;

import static io.github.qxylogin.mock.Await.await;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.Operation;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class FlowsTest {
  private static final Duration DEADLINE = Duration.ofSeconds(20);
  private static final Contract CONTRACT = Contract.load();
  private static final Operation SEND = CONTRACT.operation("sendSmsCode");
  private static final Operation UPLOAD = CONTRACT.operation("uploadSmsCode");
  private static final String TAXPAYER = "91110000TESTTEST02";

  private final FlowState state = new FlowState(new MockClock(Clock.systemUTC()));
  private final Flows flows =
      new Flows(
          CONTRACT,
          state,
          new AccountStore(DocumentedAccounts.of(CONTRACT)),
          SmsCodes.always("002100"));

  @Test
  void impose_loginDuringAnother_leavesItsTaskUntilItsTurn() throws Exception {
    String task = flows.answer(call(SEND, "")).orElseThrow().body().at("/data/taskId").asText();
    Exchange upload = call(UPLOAD, task);
    Thread prescribed = new Thread(() -> flows.impose(upload, UPLOAD.firstSuccess()));

    boolean waits =
        state.wholly(
            () -> {
              prescribed.start();
              await(() -> prescribed.getState() == Thread.State.BLOCKED);
              return state.redeem(task, mine -> true, code -> false).wrongCode();
            });
    prescribed.join(DEADLINE.toMillis());

    assertThat(waits).as("the task waits").isTrue();
    assertThat(state.redeem(task, mine -> true, code -> true).redeemed()).isFalse();
  }

  private static Exchange call(Operation operation, String task) {
    ObjectNode body = operation.firstSuccess().request().deepCopy();
    body.put("nsrsbh", TAXPAYER).put("taskId", task);
    Call call = new Call("POST", operation.path(), "", header -> null, new byte[0]);
    return new Exchange(operation, call, body, false);
  }
}
