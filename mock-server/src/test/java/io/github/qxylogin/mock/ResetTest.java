package io.github.qxylogin.mock;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.mock.flow.SmsCodes;
import io.github.qxylogin.mock.http.MockRequest;
import io.github.qxylogin.mock.state.ContractIndexes;
import io.github.qxylogin.mock.state.MockState;
import io.github.qxylogin.mock.store.Store;
import io.github.qxylogin.mock.testing.Http;
import io.github.qxylogin.mock.testing.TestedState;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** A reset and a call at the same time: the call is wholly before the reset, or wholly after it. */
class ResetTest {
  private static final int ROUNDS = TestedState.rounds(2_000);
  private static final Contract CONTRACT = Contract.load();
  private static final String SEND = CONTRACT.operation("sendSmsCode").path();
  private static final String UPLOAD = CONTRACT.operation("uploadSmsCode").path();
  private static final String CHECK = CONTRACT.operation("checkSession").path();
  private static final String TAXPAYER = "91110000TESTTEST02";
  private static final String CODE = "002100";

  private static final MockSettings SETTINGS =
      new MockSettings(
          new SmsCodes(CODE, false, Map.of()),
          Optional.empty(),
          Optional.empty(),
          Clock.systemUTC(),
          false,
          10,
          Set.of(),
          Optional.empty());

  @AutoClose private final Store store = TestedState.store();
  private final Sandbox sandbox =
      new Sandboxes(SETTINGS, SETTINGS.state(ContractIndexes.of(CONTRACT), store)).main();
  private final CyclicBarrier together = new CyclicBarrier(2);
  private final ExecutorService other = Executors.newSingleThreadExecutor();

  @AfterEach
  void stop() {
    other.shutdownNow();
  }

  @Test
  void resetKeepingTokens_afterTheClockMoved_theyAreAccepted() {
    MockState state = sandbox.state;
    state.clock().advance(Duration.ofDays(1));
    state.tokens().issue("access", "refresh", Duration.ofHours(1));

    state.resetKeepingTokens();

    assertThat(state.tokens().accepts("access")).isTrue();
  }

  @Test
  void reset_duringAnUpload_leavesNoSession() throws Exception {
    for (int round = 0; round < ROUNDS; round++) {
      JsonNode sent = response(SEND, sending());

      resetDuring(UPLOAD, uploading(sent.at("/data/taskId").asText()));

      Map<String, String> account =
          Map.of("nsrsbh", TAXPAYER, "accountId", sent.at("/data/accountId").asText());
      assertThat(response(CHECK, account).path("data").asBoolean()).as("round " + round).isFalse();
    }
  }

  @Test
  void reset_duringASend_forgetsTaskAndLimitOrNeither() throws Exception {
    for (int round = 0; round < ROUNDS; round++) {
      JsonNode sent = resetDuring(SEND, sending());

      boolean limited = response(SEND, sending()).path("code").asText().startsWith("8");
      JsonNode uploaded = response(UPLOAD, uploading(sent.at("/data/taskId").asText()));
      assertThat(uploaded.path("code").asText().equals("2000"))
          .as("round " + round)
          .isEqualTo(limited);
      sandbox.state.reset();
    }
  }

  @Test
  void reset_ofAMovedClockDuringASend_leavesNoLimitOfTheFuture() throws Exception {
    for (int round = 0; round < ROUNDS; round++) {
      sandbox.state.clock().advance(Duration.ofDays(1));

      resetDuring(SEND, sending());

      sandbox.state.clock().advance(Duration.ofMinutes(2));
      assertThat(response(SEND, sending()).path("code").asText())
          .as("round " + round)
          .isEqualTo("2000");
      sandbox.state.reset();
    }
  }

  private JsonNode resetDuring(String path, Object body) throws Exception {
    Future<?> reset =
        other.submit(
            () -> {
              together.await();
              sandbox.state.reset();
              return null;
            });
    together.await();
    JsonNode response = response(path, body);
    reset.get();
    return response;
  }

  private JsonNode response(String path, Object body) {
    byte[] bytes = Http.json(body).getBytes(UTF_8);
    MockRequest call = new MockRequest("POST", path, "", header -> null, bytes);
    return Http.parse(new String(sandbox.respond(call).body(), UTF_8));
  }

  private static ObjectNode sending() {
    ObjectNode body =
        CONTRACT.operation("sendSmsCode").documentedCase("sms-sent").request().deepCopy();
    return body.put("nsrsbh", TAXPAYER);
  }

  private static Map<String, String> uploading(String task) {
    return Map.of("nsrsbh", TAXPAYER, "taskId", task, "smsCode", CODE);
  }
}
