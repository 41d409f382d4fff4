package io.github.qxylogin.mock.flow;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.Flow;
import io.github.qxylogin.contract.Operation;
import io.github.qxylogin.mock.http.ChosenResponse;
import io.github.qxylogin.mock.http.Identities;
import io.github.qxylogin.mock.http.MockRequest;
import io.github.qxylogin.mock.http.OperationRequest;
import io.github.qxylogin.mock.store.Store;
import io.github.qxylogin.mock.testing.TestedState;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class FlowsTest {
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
          new Identities(none -> List.of(), none -> List.of()),
          new SmsCodes("002100", false, Map.of()),
          (number, code, identities) -> {},
          new Flows.Accounts() {
            @Override
            public OperationRequest completed(OperationRequest request, Flow flow) {
              return request;
            }

            @Override
            public Optional<ChosenResponse> error(OperationRequest request, Flow flow) {
              return Optional.empty();
            }
          },
          Map.of());

  @Test
  void apply_loginDuringAnother_isSeenByIt() {
    String task = flows.handle(call(SEND, "")).orElseThrow().body().at("/data/taskId").asText();
    OperationRequest upload = call(UPLOAD, task);
    AtomicInteger runs = new AtomicInteger();

    boolean waits =
        state.transact(
            () -> {
              boolean seen = state.openTask(t -> t.id().equals(task)).isPresent();
              if (runs.incrementAndGet() == 1) {
                CompletableFuture.runAsync(
                        () ->
                            flows.apply(
                                upload, UPLOAD.firstSuccess(), OperationHandler.Values.GENERATED))
                    .join();
              }
              return seen;
            });

    assertThat(waits).as("the task waits").isFalse();
  }

  private static OperationRequest call(Operation operation, String task) {
    ObjectNode body = operation.firstSuccess().request().deepCopy();
    body.put("nsrsbh", TAXPAYER).put("taskId", task);
    MockRequest call = new MockRequest("POST", operation.path(), "", header -> null, new byte[0]);
    return new OperationRequest(operation, call, body, false, Instant.EPOCH);
  }
}
